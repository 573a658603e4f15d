package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunState.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two releases of one name on one target, from two control databases: as two people plan who have
/// one each. Neither is taken for the other.
class SameNameTest {
  private static final String TEXT =
      """
      steps:
        - sql:
            query: update crate set load = load + 1 returning load
            undo: update crate set load = load - 1
      """;

  @TempDir private Path folder;

  @Test
  void whatOneHasDoneTheOtherHasNot() throws Exception {
    try (Quay one = new Quay(folder("one"), TEXT)) {
      Quay.execute(one.targetUrl, "create table crate (load int); insert into crate values (0)");
      assertThat(one.drive().standing()).isEqualTo(Standing.DONE);
      try (Quay other = new Quay(folder("other"), TEXT, one.targetUrl)) {
        assertThat(other.id).isEqualTo(one.id);
        assertThat(other.drive().standing()).isEqualTo(Standing.DONE);
        assertThat(one.query("select load from crate")).isEqualTo("2");
        other.as("bert").goBack(other.id, "too heavy");
        assertThat(other.drive().standing()).isEqualTo(Standing.ROLLED_BACK);
        assertThat(one.query("select load from crate")).isEqualTo("1");
        one.as("bert").goBack(one.id, "too heavy");
        assertThat(one.drive().standing()).isEqualTo(Standing.ROLLED_BACK);
        assertThat(one.query("select load from crate")).isEqualTo("0");
      }
    }
  }

  private Path folder(String name) throws Exception {
    return Files.createDirectories(folder.resolve(name));
  }
}
