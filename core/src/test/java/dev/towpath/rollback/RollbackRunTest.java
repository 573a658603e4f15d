package dev.towpath.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.migration.Migration;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.rollback.freeze.Freezer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Going back, also where it ends in the middle.
class RollbackRunTest {
  private static final int MOST_STEPS = 40;

  /// Not an exception that anybody would catch: what comes after it doesn't run.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "prisma"})
  void itFreezesUndoesVerifiesThawsAndTheHistoryIsTrue(String layout) {
    Flight flight = applied(layout);
    List<String> words = new ArrayList<>();
    RolledBack done = flight.run(words::add);
    assertThat(done.undone()).isEqualTo(2);
    assertThat(done.frozen()).isFalse();
    assertThat(flight.schema()).isEqualTo("lock.id");
    assertThat(flight.frozen()).isFalse();
    assertThat(words)
        .containsSubsequence(
            "the rollback is frozen", "the rollback is undone", "the rollback is verified");
    assertThat(flight.ask("select state from towpath.rollback")).isEqualTo("done");
    String applied =
        layout.equals("prisma")
            ? "select count(*) from _prisma_migrations where rolled_back_at is null"
            : "select count(*) from towpath.history";
    assertThat(flight.ask(applied)).isEqualTo("1");
    assertThat(flight.run(word -> {}).undone()).isZero();
  }

  @Test
  void nothingIsDoneWithoutTheNameAndNothingThatLosesRows() {
    Flight flight = applied("plain");
    Problem unconfirmed = problem(() -> flight.run(word -> {}, "tset"));
    assertThat(unconfirmed.code()).isEqualTo("rollback-unconfirmed");
    flight.say("insert into toll values (1)");
    Problem blocked = problem(() -> flight.run(word -> {}));
    assertThat(blocked.code()).isEqualTo("plan-blocked");
    assertThat(flight.frozen()).isFalse();
    flight.options = RunOptions.standard().withAcceptDataLoss();
    assertThat(flight.run(word -> {}).undone()).isEqualTo(2);
  }

  @Test
  void aDatabaseThatWasFrozenBeforeStaysFrozen() {
    Flight flight = applied("plain");
    try (OpenTarget target = flight.open()) {
      new Freezer(word -> {}).freeze(flight.freeze(), target);
    }
    assertThat(flight.run(word -> {}).frozen()).isTrue();
    assertThat(flight.frozen()).isTrue();
    assertThat(flight.schema()).isEqualTo("lock.id");
  }

  @Test
  void whatIsNotAsItShouldBeStaysFrozenUntilItIsMendedOrGivenUp() {
    Flight flight = Flight.withThreeLocks("plain");
    flight.put(2, "create table toll (id int)", "alter table toll rename to old_toll");
    flight.apply();
    flight.to = Optional.of(flight.version(1));
    Problem problem = problem(() -> flight.run(word -> {}));
    assertThat(problem.code()).isEqualTo("rollback-unsound");
    assertThat(problem.exit()).isEqualTo(Exit.STOPPED);
    assertThat(problem.why()).contains("table public.old_toll");
    assertThat(flight.frozen()).isTrue();
    assertThat(problem(() -> flight.run(word -> {})).code()).isEqualTo("rollback-unsound");
    flight.say(
        """
        update towpath.frozen set passes = passes || encode(sha256('a word'), 'hex')
        where state = 'frozen';
        set towpath.pass = 'a word';
        """
            + "drop table old_toll");
    assertThat(flight.run(word -> {}).resumed()).isTrue();
    assertThat(flight.frozen()).isFalse();
  }

  @Test
  void whatNobodyWroteToHasToHoldWhatABackupOfThatVersionHolds() {
    Flight flight = backedUp("drop table toll");
    flight.say("create table gauge as select 1 as level");
    assertThat(flight.run(word -> {}).said())
        .contains("The content of 1 table is that of backup 20260101T000000Z-test-0000.")
        .contains("Content not compared, as written to since: public.gauge (1 written)");
    assertThat(applied("plain").run(word -> {}).said())
        .contains("No content was compared: no backup of exactly this version is there.");

    Flight spoiled = backedUp("drop table toll; update lock set id = id + 10");
    Problem problem = problem(() -> spoiled.run(word -> {}));
    assertThat(problem.code()).isEqualTo("rollback-unsound");
    assertThat(problem.why()).contains("public.lock doesn't hold what it holds in backup");
    assertThat(spoiled.frozen()).isTrue();
  }

  /// With a backup of the first of three locks.
  private static Flight backedUp(String down) {
    Flight flight = Flight.withThreeLocks("plain");
    List<Migration> all = List.copyOf(flight.migrations);
    flight.migrations.subList(1, all.size()).clear();
    flight.apply();
    flight.backups = List.of(flight.backup());
    flight.migrations.addAll(all.subList(1, all.size()));
    flight.put(2, "create table toll (id int)", down);
    flight.apply();
    flight.to = Optional.of(flight.version(0));
    return flight;
  }

  @Test
  void killedInTheMiddleItGoesOnOrIsGivenUp() {
    goesOn("MigrationDone"::equals);
    Flight given = applied("plain");
    killed(given, "MigrationDone"::equals);
    assertThat(given.frozen()).isTrue();
    assertThat(given.abandon()).contains(given.version(0));
    assertThat(given.frozen()).isFalse();
    assertThat(given.abandon()).isEmpty();
    assertThat(given.schema()).isEqualTo("lock.id lock.rise");
  }

  @Test
  @Tag("slow")
  void killedAnywhereItGoesOn() {
    boolean killed = true;
    int step = 0;
    while (killed) {
      step++;
      int[] left = {step};
      killed = goesOn(word -> --left[0] == 0);
    }
    assertThat(step).isBetween(15, MOST_STEPS);
  }

  private static boolean goesOn(Predicate<String> when) {
    Flight flight = applied("plain");
    boolean killed = killed(flight, when);
    flight.run(word -> {});
    assertThat(flight.schema()).isEqualTo("lock.id");
    assertThat(flight.frozen()).isFalse();
    assertThat(flight.ask("select count(*) from towpath.history")).isEqualTo("1");
    return killed;
  }

  private static boolean killed(Flight flight, Predicate<String> when) {
    try {
      flight.run(
          word -> {
            if (when.test(word)) {
              throw new Killed();
            }
          });
      return false;
    } catch (Killed expected) {
      return true;
    }
  }

  private static Flight applied(String layout) {
    Flight flight = Flight.withThreeLocks(layout);
    flight.apply();
    flight.to = Optional.of(flight.version(0));
    return flight;
  }

  private static Problem problem(Runnable run) {
    return catchThrowableOfType(ProblemException.class, run::run).problem();
  }
}
