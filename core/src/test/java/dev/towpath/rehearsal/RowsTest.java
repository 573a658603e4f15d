package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.rehearsal.rows.RowsExercise;
import dev.towpath.report.Finding;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rehearsals on generated rows.
class RowsTest {
  private static final String BOATS =
      "create table ports (id int primary key);"
          + " create table boats (id int primary key, name text, port int references ports);"
          + " create table other (id int);";

  @Test
  void measuresOnRowsThatItMade() {
    RehearsalResult result = rehearsed("update boats set name = name || '.';");
    assertThat(result.migrations().getFirst().statements().getFirst().rows()).isEqualTo(300);
    RehearsalResult.Ran ran = result.exercises().getFirst();
    assertThat(ran.exercised().words()).isEqualTo("2 of 2 tables filled with 300 rows each");
  }

  @Test
  void whatFailsOnRowsIsSaidWithThem() {
    RehearsalResult result = rehearsed("alter table boats add check (name = 'x');");
    assertThat(result.findings()).extracting(Finding::rule).contains("rehearsal-failed");
    assertThat(result.exercises().getFirst().exercised().words())
        .startsWith("2 of 2 tables filled");
  }

  private static RehearsalResult rehearsed(String pending) {
    Rehearsing rehearsing = new Rehearsing().before(BOATS).pending(pending);
    return rehearsing
        .exercise(new RowsExercise(300, rehearsing.request().selection().pending(), Set.of()))
        .rehearse();
  }
}
