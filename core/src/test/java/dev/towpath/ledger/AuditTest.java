package dev.towpath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever a superuser does to the ledger, the audit says which record.
class AuditTest extends LedgerCase {
  @Test
  void aLedgerAsItWasWrittenHasNoFault() {
    assertThat(audit().records()).isZero();
    append(10);
    checkpoints.keep(control);
    append(7);
    Audit.Result result = audit();
    assertThat(result.faults()).isEmpty();
    assertThat(result.records()).isEqualTo(19);
    assertThat(result.checkpoints()).isEqualTo(3); // in the database, in both folders
    assertThat(result.origin()).startsWith("towpath/");
  }

  @Test
  void anEditedRecordIsNamed() throws SQLException {
    append(20);
    for (int record : new int[] {0, 6, 7, 20}) {
      String text = "update towpath_control.ledger set record = %s where sequence = " + record;
      tamper(text.formatted("replace(record, 'ada', 'eve')"));
      assertThat(faults())
          .containsExactly(
              "ledger-record-changed Record " + record + " is not the one that was written.");
      tamper(text.formatted("replace(record, 'eve', 'ada')"));
    }
  }

  @Test
  void anEditedNodeIsToldFromAnEditedRecord() throws SQLException {
    append(20);
    tamper(flip(6, 0));
    assertThat(faults())
        .containsExactly(
            "ledger-node-changed The hash kept with record 6 was changed; the record is as"
                + " written.");
    tamper(flip(6, 0));
    tamper(flip(7, 2));
    assertThat(faults())
        .containsExactly(
            "ledger-node-changed The node over the records 4 to 7 was changed; those records are as"
                + " written.");
  }

  @Test
  void aRecordThatWasEditedWithItsHashIsFoundByTheNodeAbove() throws SQLException {
    append(20);
    tamper(
        """
        update towpath_control.ledger set record = '{}',
          hashes = sha256('\\x007b7d') where sequence = 6
        """);
    assertThat(faults())
        .containsExactly(
            "ledger-record-changed One of the records 6 to 7 was changed, and its own hash with"
                + " it.");
  }

  @Test
  void missingRecordsAreNamed() throws SQLException {
    append(20);
    tamper("delete from towpath_control.ledger where sequence in (5, 9, 10)");
    assertThat(faults())
        .containsExactly(
            "ledger-record-missing Record 5 is missing.",
            "ledger-record-missing The records 9 to 10 are missing.");
  }

  @Test
  void aTailThatWasCutOffIsFoundByACheckpointOutside() throws SQLException {
    append(20);
    checkpoints.keep(control);
    tamper("delete from towpath_control.ledger where sequence > 14");
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("ledger-record-missing The records 15 to 21 are missing at the end");
    tamper("delete from towpath_control.checkpoint");
    assertThat(faults()).singleElement().asString().contains("15 to 21", "" + folder);
    assertThatThrownBy(() -> checkpoints.keep(control))
        .isInstanceOf(ProblemException.class)
        .hasMessage("The ledger is not the one that was signed before.");
    tamper("truncate towpath_control.ledger");
    assertThat(faults()).singleElement().asString().contains("records 0 to 21 are missing");
  }

  @Test
  void aHistoryThatWasWrittenAnewIsFoundByACheckpointOutside() throws SQLException {
    append(4);
    checkpoints.keep(control);
    append(4);
    checkpoints.keep(control);
    tamper("delete from towpath_control.ledger where sequence > 6");
    tamper("delete from towpath_control.checkpoint where size > 6");
    append(8);
    assertThat(faults())
        .hasSize(2) // the user's own file, and the shared one
        .allMatch(fault -> fault.startsWith("ledger-rewritten One of the records 6 to 9 is"));
    assertThatThrownBy(() -> checkpoints.keep(control)).isInstanceOf(ProblemException.class);
  }

  @Test
  void anotherLedgerInThePlaceOfTheOldOneIsFound() throws SQLException {
    append(3);
    checkpoints.keep(control);
    tamper("truncate towpath_control.ledger, towpath_control.checkpoint");
    append(3);
    assertThat(faults()).singleElement().asString().contains("is of another ledger: towpath/");
    assertThatThrownBy(() -> checkpoints.keep(control)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aForgedCheckpointIsNoCheckpoint() throws Exception {
    append(3);
    checkpoints.keep(control);
    tamper("update towpath_control.checkpoint set note = replace(note, E'\\n5\\n', E'\\n4\\n')");
    assertThat(faults()).singleElement().asString().startsWith("ledger-signature-bad");
    tamper("update towpath_control.checkpoint set note = 'nothing'");
    assertThat(faults()).singleElement().asString().contains("is no checkpoint");
    Path own;
    try (Stream<Path> files = Files.list(folder.resolve("own"))) {
      own =
          files.filter(each -> each.toString().endsWith(".checkpoints")).findFirst().orElseThrow();
    }
    Files.writeString(own, "nothing");
    assertThatThrownBy(this::audit)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("" + own);
  }

  private static String flip(int record, int level) {
    return "update towpath_control.ledger set hashes ="
        + " set_byte(hashes, %d, 255 - get_byte(hashes, %d)) where sequence = %d"
            .formatted(32 * level, 32 * level, record);
  }
}
