package dev.towpath.rollback.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.OpenTarget;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A freeze or a thaw that ends in the middle, without a chance to undo anything.
class KilledFreezeTest {
  private static final int MOST_STEPS = 10;

  /// Not an exception that anybody would catch: what comes after it doesn't run.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class KillAt implements Consumer<String> {
    private int left;

    KillAt(int step) {
      left = step;
    }

    @Override
    public void accept(String word) {
      if (--left == 0) {
        throw new Killed();
      }
    }
  }

  @Test
  void freezingAgainGoesOnAndThawingUndoesIt() {
    int step = 1;
    while (killedFreeze(step)) {
      step++;
    }
    assertThat(step).isBetween(4, MOST_STEPS);
  }

  @Test
  void aThawIsFinishedByTheNextOneAndLetsWritesThroughAtOnce() {
    int step = 1;
    while (killedThaw(step)) {
      step++;
    }
    assertThat(step).isBetween(3, MOST_STEPS);
  }

  private static boolean killedFreeze(int step) {
    Pond pond = told();
    boolean killed = freeze(pond, step);
    if (killed) {
      assertThat(pond.frozen().map(Frozen::state)).contains(Frozen.State.FREEZING);
      assertThat(pond.frozen().orElseThrow().sentence()).contains("half frozen", "ann");
    }
    Pond other = told();
    freeze(other, step);
    assertThat(pond.freeze().tables()).hasSize(4);
    assertThat(Pond.answer(pond.owner, "delete from boat")).isEqualTo("25006");
    isThawed(pond);
    isThawed(other);
    return killed;
  }

  private static boolean killedThaw(int step) {
    Pond pond = told();
    pond.freeze();
    boolean killed = false;
    try (OpenTarget target = pond.open(pond.owner)) {
      new Thawer(new KillAt(step), Optional.empty(), Thawer.Tells.EVERYBODY)
          .thaw(target, "plain", "bob");
    } catch (Killed expected) {
      killed = true;
      assertThat(pond.frozen().orElseThrow().sentence()).contains("half thawed");
    }
    assertThat(Pond.answer(pond.owner, "delete from boat where false")).isEqualTo("fine");
    isThawed(pond);
    return killed;
  }

  private static boolean freeze(Pond pond, int step) {
    try (OpenTarget target = pond.open(pond.owner)) {
      new Freezer(new KillAt(step)).freeze(pond.request(), target);
      return false;
    } catch (Killed expected) {
      return true;
    }
  }

  private static Pond told() {
    Pond pond = new Pond();
    Pond.say(pond.owner, "create table setting as select false as maintenance");
    pond.maintenance =
        Optional.of(
            new FreezeRequest.Flag(
                new Notice.Sql("update setting set maintenance = true"),
                new Notice.Sql("update setting set maintenance = false")));
    return pond;
  }

  private static void isThawed(Pond pond) {
    pond.thaw();
    pond.thaw();
    assertThat(pond.frozen()).isEmpty();
    assertThat(pond.guards()).isEqualTo("0");
    assertThat(pond.ask("select maintenance from setting")).isEqualTo("f");
    assertThat(Pond.answer(pond.owner, "delete from boat")).isEqualTo("fine");
  }
}
