package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written down of a release.
class JournalTest {
  private static final String COVERED =
      """
      select (select count(*) from towpath_control.ledger)
          = (select max(size) from towpath_control.checkpoint)
      """;

  @TempDir private Path folder;

  @Test
  void everyEventLiesUnderASignedCheckpoint() throws Exception {
    try (Quay quay = new Quay(folder, "steps: [{ sql: { query: select 1 } }]")) {
      assertThat(covered(quay)).as("after the plan").isTrue();
      quay.drive();
      assertThat(covered(quay)).as("after a drive").isTrue();
      quay.as("bert").goBack(quay.id, "too early");
      assertThat(covered(quay)).as("after a person's word").isTrue();
    }
  }

  private static boolean covered(Quay quay) {
    return quay.control.transaction(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(COVERED)) {
            return row.next() && row.getBoolean(1);
          }
        });
  }
}
