package dev.towpath.rollback.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.rollback.freeze.FreezingProcess.Deed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `kill -9` of a process that freezes or thaws, right after the server has done what it asked and
/// before it hears of that: nothing is guarded without a record, and both commands go on.
class KilledFreezeProcessTest {
  private static final int EVERYDAY_STEP = 13;
  private static final int MOST_POINTS = 500;

  @ParameterizedTest
  @EnumSource
  void nowAndThen(Deed deed) throws IOException {
    assertThat(killEach(deed, 12, EVERYDAY_STEP)).isGreaterThan(1);
  }

  @Test
  @Tag("slow")
  void anywhere() throws IOException {
    assertThat(killEach(Deed.FREEZE, 1, 1)).isBetween(20, MOST_POINTS);
    assertThat(killEach(Deed.THAW, 1, 1)).isBetween(20, MOST_POINTS);
  }

  /// How many were killed.
  private static int killEach(Deed deed, int first, int step) throws IOException {
    int point = first;
    int killed = 0;
    while (point < MOST_POINTS && killed(deed, point)) {
      killed++;
      point += step;
    }
    return killed;
  }

  private static boolean killed(Deed deed, int point) throws IOException {
    Pond pond = new Pond();
    Pond.say(pond.owner, "create table setting as select false as maintenance");
    if (deed == Deed.THAW) {
      FreezingProcess.run(Deed.FREEZE, pond.superuser);
    }
    CompletableFuture<Process> started = new CompletableFuture<>();
    try (KillingProxy proxy =
        new KillingProxy(
            pond.superuser.port(), point, () -> FreezingProcess.kill(started.join()))) {
      started.complete(FreezingProcess.start(deed, pond.superuser, proxy.port()));
      int exit = FreezingProcess.await(started.join());
      if (!proxy.killed()) {
        assertThat(exit).isZero();
        return false;
      }
    }
    goesOn(pond, deed, point);
    return true;
  }

  private static void goesOn(Pond pond, Deed killed, int point) {
    String where = killed + " killed at " + point;
    Optional<Frozen> left = frozen(pond);
    if (left.isEmpty()) {
      assertThat(guards(pond)).as(where).isEqualTo("0");
    } else if (left.get().state() == Frozen.State.THAWING) {
      assertThat(Pond.answer(pond.owner, "delete from boat where false")).isEqualTo("fine");
    }
    if (point % 2 == 0) {
      FreezingProcess.run(Deed.FREEZE, pond.superuser);
      assertThat(frozen(pond).map(Frozen::state)).as(where).contains(Frozen.State.FROZEN);
      assertThat(pond.ask("select maintenance from setting")).as(where).isEqualTo("t");
      assertThat(Pond.answer(pond.owner, "delete from boat")).as(where).isEqualTo("25006");
      assertThat(Pond.answer(pond.owner, "drop table boat")).as(where).isEqualTo("25006");
    }
    FreezingProcess.run(Deed.THAW, pond.superuser);
    assertThat(frozen(pond)).as(where).isEmpty();
    assertThat(guards(pond)).as(where).isEqualTo("0");
    assertThat(pond.ask("select maintenance from setting")).as(where).isEqualTo("f");
    assertThat(Pond.answer(pond.owner, "delete from boat", "drop table boat")).isEqualTo("fine");
  }

  private static Optional<Frozen> frozen(Pond pond) {
    try (Connection connection = pond.superuser.connect("test")) {
      return Frozen.read(connection);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String guards(Pond pond) {
    return pond.ask(
        """
        select (select count(*) from pg_trigger where tgname = '00_towpath_frozen')
          + (select count(*) from pg_event_trigger)
        """);
  }
}
