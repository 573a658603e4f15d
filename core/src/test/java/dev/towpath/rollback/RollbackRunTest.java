package dev.towpath.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
    Canal canal = applied(layout);
    List<String> words = new ArrayList<>();
    RolledBack done = canal.run(words::add);
    assertThat(done.undone()).isEqualTo(2);
    assertThat(done.frozen()).isFalse();
    assertThat(canal.schema()).isEqualTo("lock.id");
    assertThat(canal.frozen()).isFalse();
    assertThat(words)
        .containsSubsequence(
            "the rollback is frozen", "the rollback is undone", "the rollback is verified");
    assertThat(canal.ask("select state from towpath.rollback")).isEqualTo("done");
    String applied =
        layout.equals("prisma")
            ? "select count(*) from _prisma_migrations where rolled_back_at is null"
            : "select count(*) from towpath.history";
    assertThat(canal.ask(applied)).isEqualTo("1");
    assertThat(canal.run(word -> {}).undone()).isZero();
  }

  @Test
  void nothingIsDoneWithoutTheNameAndNothingThatLosesRows() {
    Canal canal = applied("plain");
    Problem unconfirmed = problem(() -> canal.run(word -> {}, "tset"));
    assertThat(unconfirmed.code()).isEqualTo("rollback-unconfirmed");
    canal.say("insert into toll values (1)");
    Problem blocked = problem(() -> canal.run(word -> {}));
    assertThat(blocked.code()).isEqualTo("plan-blocked");
    assertThat(canal.frozen()).isFalse();
    canal.options = RunOptions.standard().withAcceptDataLoss();
    assertThat(canal.run(word -> {}).undone()).isEqualTo(2);
  }

  @Test
  void aDatabaseThatWasFrozenBeforeStaysFrozen() {
    Canal canal = applied("plain");
    try (OpenTarget target = canal.open()) {
      new Freezer(word -> {}).freeze(canal.freeze(), target);
    }
    assertThat(canal.run(word -> {}).frozen()).isTrue();
    assertThat(canal.frozen()).isTrue();
    assertThat(canal.schema()).isEqualTo("lock.id");
  }

  @Test
  void whatIsNotAsItShouldBeStaysFrozenUntilItIsMendedOrGivenUp() {
    Canal canal = Canal.withThreeLocks("plain");
    canal.put(2, "create table toll (id int)", "alter table toll rename to old_toll");
    canal.apply();
    canal.to = Optional.of(canal.version(1));
    Problem problem = problem(() -> canal.run(word -> {}));
    assertThat(problem.code()).isEqualTo("rollback-unsound");
    assertThat(problem.exit()).isEqualTo(Exit.STOPPED);
    assertThat(problem.why()).contains("table public.old_toll");
    assertThat(canal.frozen()).isTrue();
    assertThat(problem(() -> canal.run(word -> {})).code()).isEqualTo("rollback-unsound");
    canal.say(
        """
        update towpath.frozen set passes = passes || encode(sha256('a word'), 'hex')
        where state = 'frozen';
        set towpath.pass = 'a word';
        """
            + "drop table old_toll");
    assertThat(canal.run(word -> {}).resumed()).isTrue();
    assertThat(canal.frozen()).isFalse();
  }

  @Test
  void killedInTheMiddleItGoesOnOrIsGivenUp() {
    goesOn("MigrationDone"::equals);
    Canal given = applied("plain");
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
    Canal canal = applied("plain");
    boolean killed = killed(canal, when);
    canal.run(word -> {});
    assertThat(canal.schema()).isEqualTo("lock.id");
    assertThat(canal.frozen()).isFalse();
    assertThat(canal.ask("select count(*) from towpath.history")).isEqualTo("1");
    return killed;
  }

  private static boolean killed(Canal canal, Predicate<String> when) {
    try {
      canal.run(
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

  private static Canal applied(String layout) {
    Canal canal = Canal.withThreeLocks(layout);
    canal.apply();
    canal.to = Optional.of(canal.version(0));
    return canal;
  }

  private static Problem problem(Runnable run) {
    return catchThrowableOfType(ProblemException.class, run::run).problem();
  }
}
