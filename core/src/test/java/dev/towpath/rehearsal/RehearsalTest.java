package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.locks.LockMode;
import dev.towpath.problem.Exit;
import dev.towpath.rehearsal.ObservedMigration.Fate;
import dev.towpath.rehearsal.ObservedObject.Age;
import dev.towpath.rehearsal.ObservedObject.Storage;
import dev.towpath.rehearsal.ObservedObject.Work;
import dev.towpath.report.Finding;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Rehearsals from the first file to the report.
class RehearsalTest {
  private static final String BOATS =
      "create table boats (id int primary key, name text, berth int);"
          + " create index boats_name on boats (name);"
          + " insert into boats select i, 'b' || i, i from generate_series(1, 100) i;";

  @Test
  void seesLocksScansRewritesAndWhoWaits() {
    RehearsalResult result =
        new Rehearsing()
            .before(BOATS)
            .pending(
                "alter table boats add column paid boolean not null default false;"
                    + " alter table boats alter column berth type bigint;"
                    + " alter table boats add constraint named check (name is not null);"
                    + " create table ports (id int primary key);")
            .rehearse();
    ObservedMigration migration = result.migrations().getFirst();
    assertThat(migration.fate()).isEqualTo(Fate.DONE);
    ObservedObject added = object(migration, 0, "public.boats");
    assertThat(added.taken()).contains(LockMode.ACCESS_EXCLUSIVE);
    assertThat(added.age()).isEqualTo(Age.OLD);
    assertThat(added.waiting()).containsExactlyInAnyOrder(Work.values());
    assertThat(added.storage()).isEqualTo(Storage.KEPT);
    assertThat(added.scanned()).isFalse();
    ObservedObject retyped = object(migration, 1, "public.boats");
    assertThat(retyped.storage()).isEqualTo(Storage.REWRITTEN);
    assertThat(retyped.taken()).isEmpty();
    assertThat(object(migration, 1, "public.boats_pkey").storage()).isEqualTo(Storage.REBUILT);
    ObservedObject checked = object(migration, 2, "public.boats");
    assertThat(checked.scanned()).isTrue();
    assertThat(checked.storage()).isEqualTo(Storage.KEPT);
    assertThat(object(migration, 3, "public.ports").age()).isEqualTo(Age.NEW);
    assertThat(migration.statements().get(3).changes())
        .contains(
            new ObservedChange(
                ObservedChange.Kind.CREATED, "CREATE TABLE", "table", "public.ports", false));
    assertThat(result.findings())
        .extracting(Finding::rule)
        .contains("table-rewritten", "table-scanned-under-lock");
    assertThat(RehearsalReport.of(result).exit()).isEqualTo(Exit.FINE);
  }

  @Test
  void whatFailsIsNoAllClear() {
    RehearsalResult result =
        new Rehearsing()
            .before(BOATS)
            .pending("alter table boats add column a int;")
            .pending("alter table boats add column b int; select 1 / 0;")
            .pending("alter table boats add column c int;")
            .rehearse();
    assertThat(result.migrations())
        .extracting(ObservedMigration::fate)
        .containsExactly(Fate.DONE, Fate.FAILED, Fate.NOT_RUN);
    assertThat(result.migrations().get(1).statements()).hasSize(1);
    Finding failed = result.findings().getFirst();
    assertThat(failed.rule()).isEqualTo("rehearsal-failed");
    assertThat(failed.why()).contains("division by zero");
    assertThat(failed.where().orElseThrow().file()).contains("000003");
    assertThat(RehearsalReport.of(result).exit()).isEqualTo(Exit.REFUSED);
    assertThat(RehearsalReport.of(result).summary()).startsWith("1 of 3 migrations rehearsed");
  }

  @Test
  void whatNeverEndsIsEnded() {
    RehearsalResult result =
        new Rehearsing()
            .limits(new Limits(Duration.ofMinutes(2), Duration.ofSeconds(1)))
            .pending("do $$ begin loop perform 1; end loop; end $$;")
            .rehearse();
    assertThat(result.findings()).extracting(Finding::rule).containsExactly("rehearsal-timed-out");
    assertThat(result.findings().getFirst().why())
        .isEqualTo("Statement 1: do $$ begin loop perform 1; end loop; end $$");
    assertThat(result.migrations().getFirst().fate()).isEqualTo(Fate.FAILED);
  }

  @Test
  void whatEndsItsOwnSessionIsSaid() {
    RehearsalResult result =
        new Rehearsing().pending("select pg_terminate_backend(pg_backend_pid());").rehearse();
    assertThat(result.findings())
        .extracting(Finding::rule)
        .containsExactly("rehearsal-session-ended");
  }

  @Test
  void whatEndsTheSessionsOfOthersIsSaid() {
    RehearsalResult result =
        new Rehearsing()
            .pending("create table boats (id int);")
            .pending(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and datname = current_database();")
            .rehearse();
    Finding ended = result.findings().getFirst();
    assertThat(ended.rule()).isEqualTo("rehearsal-session-ended");
    assertThat(ended.where().orElseThrow().file()).contains("000002");
    assertThat(RehearsalReport.of(result).exit()).isEqualTo(Exit.REFUSED);
  }

  @Test
  void aMissingExtensionIsNoVerdict() {
    RehearsalResult result =
        new Rehearsing()
            .pending("create extension canal_locks;")
            .pending("select 1;")
            .pending("select 2;")
            .rehearse();
    Finding finding = result.findings().getFirst();
    assertThat(finding.rule()).isEqualTo("rehearsal-lacks-extension");
    assertThat(finding.message()).contains("canal_locks", "this migration and the 2 behind it");
    assertThat(RehearsalReport.of(result).exit()).isEqualTo(Exit.REFUSED);
  }

  @Test
  void nothingPendingNeedsNoServer() {
    RehearsalResult result = new Rehearsing().before(BOATS).rehearse();
    assertThat(result.scratchMajor()).isZero();
    assertThat(RehearsalReport.of(result).summary()).isEqualTo("nothing to rehearse");
  }

  private static ObservedObject object(ObservedMigration migration, int statement, String name) {
    Optional<ObservedObject> found =
        migration.statements().get(statement).objects().stream()
            .filter(each -> each.name().equals(name))
            .findFirst();
    assertThat(found).as(name + " in " + migration.statements().get(statement)).isPresent();
    return found.orElseThrow();
  }
}
