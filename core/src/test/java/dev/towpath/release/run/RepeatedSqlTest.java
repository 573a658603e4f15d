package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SQL that is run again and again, a batch in each transaction.
class RepeatedSqlTest {
  private static final String TABLE =
      """
      create table crate (id int primary key, label text);
      insert into crate select i, null from generate_series(1, 10) i;
      create function label_crates(size int) returns bigint language sql as $$
        with batch as (
          update crate set label = 'crate ' || id
          where id in (select id from crate where label is null order by id limit size)
          returning 1)
        select count(*) from batch
      $$
      """;

  @TempDir private Path folder;

  @Test
  void eachBatchIsATransactionOfItsOwn() throws Exception {
    try (Quay quay = quay("until: \"0\", pause: 1ms, undo: update crate set label = null")) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(String.valueOf(run.step(1).told())).contains("value=0", "times=5");
      assertThat(quay.query("select count(label) from crate")).isEqualTo("10");
      assertThat(quay.query("select count(distinct xmin::text) from crate")).isEqualTo("4");
      quay.as("bert").goBack(quay.id, "wrong labels");
      assertThat(quay.drive().standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(quay.query("select count(label) from crate")).isEqualTo("0");
    }
  }

  @Test
  void whatTakesTooLongStopsAndGoesOnFromThere() throws Exception {
    try (Quay quay = quay("until: \"0\", pause: 20ms, limit: 1ms")) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.STOPPED);
      assertThat(String.valueOf(run.step(1).told())).contains("step-sql-too-long");
      assertThat(quay.query("select count(label) from crate")).isNotEqualTo("0");
      for (int tries = 0; run.standing() == Standing.STOPPED && tries < 5; tries++) {
        quay.as("bert").retry(quay.id);
        run = quay.drive();
      }
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(quay.query("select count(distinct xmin::text) from crate")).isEqualTo("4");
    }
  }

  @Test
  void aFailureInTheMiddleKeepsWhatWasDone() throws Exception {
    try (Quay quay = quay("until: \"0\"")) {
      Quay.execute(quay.targetUrl, "alter table crate add check (label <> 'crate 5')");
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.STOPPED);
      assertThat(String.valueOf(run.step(1).told())).contains("step-sql-failed");
      assertThat(quay.query("select count(label) from crate")).isEqualTo("3");
    }
  }

  @Test
  void aDatabaseThatIsOnlyReadIsAskedUntilItIsReady() throws Exception {
    String text =
        """
        steps:
          - sql: { query: "select now() > '%s'", until: t, pause: 50ms, changes: nothing }
        """
            .formatted(Instant.now().plusMillis(600));
    try (Quay quay = new Quay(folder, text)) {
      assertThat(quay.drive().standing()).isEqualTo(Standing.DONE);
    }
  }

  private Quay quay(String more) throws Exception {
    Quay quay =
        new Quay(folder, "steps:\n  - sql: { query: \"select label_crates(3)\", " + more + " }\n");
    Quay.execute(quay.targetUrl, TABLE);
    return quay;
  }
}
