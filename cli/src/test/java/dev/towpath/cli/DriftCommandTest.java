package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `towpath drift` from the command line.
class DriftCommandTest {
  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void project() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(
        migrations.resolve("20260101000001_boats.sql"), "create table boat (id int);");
    towpath = new TestCli(folder);
  }

  @Test
  void aMigrationThatIsAppliedAndThenTakenOutOfItsFileIsDrift() throws IOException {
    assertThat(towpath.run("apply", "-e", "embedded").exit()).isZero();
    TestCli.Outcome none = towpath.run("drift", "-e", "embedded");
    assertThat(none.exit()).as(none.err()).isZero();
    assertThat(none.out()).contains("no drift");
    Files.writeString(
        folder.resolve("migrations/20260101000001_boats.sql"), "create table boat ();");
    TestCli.Outcome drift =
        towpath.run("drift", "-e", "embedded", "--state", "drift.state", "--output", "json");
    assertThat(drift.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(drift.out())
        .contains("\"kind\": \"drift\"", "\"name\": \"id\"", "\"since\": \"", "\"waiting\": 1");
    assertThat(folder.resolve("drift.state")).content().contains("\"phase\":\"new\"");
  }

  @Test
  void whatAFileExpectsIsNoDriftAndAnEntryThatMatchesNothingIsAFinding() throws IOException {
    assertThat(towpath.run("apply", "-e", "embedded").exit()).isZero();
    Files.writeString(
        folder.resolve("migrations/20260101000001_boats.sql"), "create table boat ();");
    Files.writeString(
        folder.resolve("meant.yaml"),
        """
        - object: column id of public.boat
          difference: added
          reason: a trial
          owner: lock keepers
        - object: table public.barge
          difference: added
          reason: another trial
          owner: lock keepers
        """);
    TestCli.Outcome drift = towpath.run("drift", "-e", "embedded", "--expected", "meant.yaml");
    assertThat(drift.out())
        .contains("no drift", "error[expected-unused]", "meant.yaml:5:3")
        .doesNotContain("not-in-migrations");
    Files.writeString(folder.resolve("meant.yaml"), "- object: table public.barge\n");
    assertThat(towpath.run("drift", "--expected", "meant.yaml").exit())
        .isEqualTo(Exit.USAGE.code());
  }

  @Test
  void optionsThatDoNotFitAreRefusedBeforeAnythingIsRead() {
    TestCli.Outcome forgetful = towpath.run("drift", "--notify", "true");
    assertThat(forgetful.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(forgetful.err()).contains("--notify needs a file", "--state FILE");
    TestCli.Outcome both = towpath.run("drift", "--record", "1", "--to-migration", "x");
    assertThat(both.exit()).isEqualTo(Exit.USAGE.code());
  }
}
