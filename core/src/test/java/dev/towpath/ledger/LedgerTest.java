package dev.towpath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Records are appended once, in one order, and by no one changed.
class LedgerTest extends LedgerCase {
  private static final int THREADS = 4;
  private static final int EACH = 25;

  @Test
  void anEventIsReadBackAsItWasTold() {
    Event told =
        Event.of(UUID.randomUUID(), "ada", "flag-set", "flag:maintenance", Map.of("on", true))
            .before(Map.of("on", false))
            .because("orders are \"lost\" \u00fc \ud83d\udea2 \u0000")
            .about("a".repeat(64));
    Entry kept = control.transaction(connection -> Ledger.append(connection, told));
    assertThat(kept.sequence()).isEqualTo(1);
    assertThat(kept.at()).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    List<Entry> read =
        control.transaction(
            connection -> Ledger.newest(connection, Optional.of("flag:maintenance"), 10));
    assertThat(read).containsExactly(kept);
    assertThat(read.getFirst().event().reason()).endsWith("\ud83d\udea2 \ufffd");
    assertThat(new String(kept.bytes(), StandardCharsets.UTF_8))
        .startsWith("{\"actor\":\"ada\",\"after\":{\"on\":true},\"at\":\"20");
  }

  @Test
  void anEventThatIsToldTwiceIsKeptOnce() {
    Event event = event(1);
    Entry first = control.transaction(connection -> Ledger.append(connection, event));
    Entry again = control.transaction(connection -> Ledger.append(connection, event));
    assertThat(again).isEqualTo(first);
    Event other = event.because("another one");
    assertThatThrownBy(() -> control.transaction(c -> Ledger.append(c, other)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(audit().records()).isEqualTo(2);
  }

  @Test
  void aRowOfTheCallerAndItsEventAreKeptTogetherOrNotAtAll() throws SQLException {
    tamper("create table journal (step int)");
    assertThatThrownBy(
            () ->
                control.transaction(
                    connection -> {
                      execute(connection, "insert into journal values (1)");
                      Ledger.append(connection, event(1));
                      execute(connection, "select 1 / 0");
                      return 0;
                    }))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().code())
        .isEqualTo("control-refused");
    assertThat(audit().records()).isZero();
    append(1);
    assertThat(audit().records()).isEqualTo(2);
  }

  @Test
  void manyWritersMakeOneSequenceWithoutAGap() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        all.add(
            threads.submit(
                () -> {
                  for (int number = 0; number < EACH; number++) {
                    append(1);
                    checkpoints.keep(control);
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get(1, TimeUnit.MINUTES);
      }
    }
    // the ledger's first record, and the one that makes the key known
    assertThat(audit().records()).isEqualTo(THREADS * EACH + 2L);
    assertThat(faults()).isEmpty();
  }

  @Test
  void noStatementChangesOrDeletesARecord() {
    append(2);
    checkpoints.keep(control);
    for (String table : List.of("ledger", "checkpoint")) {
      for (String sql : List.of("delete from %s", "truncate %s", "update %s set %s")) {
        String column = table.equals("ledger") ? "record = 'x'" : "note = 'x'";
        String statement = sql.formatted("towpath_control." + table, column);
        assertThatThrownBy(() -> control.transaction(c -> execute(c, statement)))
            .as(statement)
            .isInstanceOf(ProblemException.class)
            .hasMessageContaining("refused");
      }
    }
    assertThat(faults()).isEmpty();
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }
}
