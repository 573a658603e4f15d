package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release that one driver reads again and again while others write to it.
class JournalReaderTest {
  private static final String TWO = "steps: [{ sql: { query: select 1 } }, { wait: 10ms }]";

  @TempDir private Path folder;

  @Test
  void whatOthersWroteIsSeenAsBySomebodyWhoReadsAll() throws Exception {
    try (Quay quay = new Quay(folder, TWO)) {
      JournalReader reader = new JournalReader(quay.id);
      assertThat(quay.journal.state(reader).standing()).isEqualTo(Standing.PLANNED);
      quay.drive();
      quay.as("bert").goBack(quay.id, "it leaks");
      RunState again = quay.journal.state(reader);
      assertThat(again).isEqualTo(quay.journal.state(quay.id));
      assertThat(quay.journal.state(reader)).isEqualTo(again);
      assertThat(again.standing()).isEqualTo(Standing.ROLLING_BACK);
    }
  }

  @Test
  void onlyWhatIsNewIsRead() throws Exception {
    try (Quay quay = new Quay(folder, TWO)) {
      JournalReader reader = new JournalReader(quay.id);
      quay.drive();
      RunState first = quay.journal.state(reader);
      quay.journal.say(quay.id, "bert", RunEvent.Kind.RESUMED, 0, Map.of());
      RunState second = quay.journal.state(reader);
      assertThat(second.release()).as("not read out of the ledger anew").isSameAs(first.release());
      List<RunEvent> known = second.events().subList(0, first.events().size());
      for (int i = 0; i < known.size(); i++) {
        assertThat(known.get(i)).isSameAs(first.events().get(i));
      }
      assertThat(second.events()).hasSize(first.events().size() + 1);
    }
  }

  /// Such as by a failover to a server that had not heard of it all.
  @Test
  void aDatabaseThatWasPutBackIsReadAnew() throws Exception {
    try (Quay quay = new Quay(folder, TWO)) {
      JournalReader reader = new JournalReader(quay.id);
      quay.drive();
      assertThat(quay.journal.state(reader).standing()).isEqualTo(Standing.DONE);
      Quay.execute(
          quay.controlUrl,
          """
          set session_replication_role = replica;
          delete from towpath_control.ledger where sequence >= 4;
          """);
      RunState back = quay.journal.state(reader);
      assertThat(back.standing()).isEqualTo(Standing.RUNNING);
      assertThat(back).isEqualTo(quay.journal.state(quay.id));
    }
  }
}
