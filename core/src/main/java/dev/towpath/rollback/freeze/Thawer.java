package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Ends a freeze. The record says so first, and from then on the guards let everything through;
/// then the application is told and the guards are taken away. Doing it again does no harm.
public final class Thawer {
  /// To take a guard away even readers have to be waited for, and others wait behind that.
  private static final Duration LOCK_LIMIT = Duration.ofMillis(300);

  private static final int ROUNDS = 4;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Consumer<String> listener;

  /// @param listener hears in a few words what is being done
  public Thawer(Consumer<String> listener) {
    this.listener = listener;
  }

  /// Thaws a target, also one that was frozen half, or thawed half.
  ///
  /// @param layout the history's name
  public Thaw thaw(OpenTarget target, String layout, String by) {
    try (FreezeSession session = FreezeSession.open(target, layout)) {
      Optional<Frozen> was = Frozen.read(session.connection());
      Optional<FreezeRecord.Open> open =
          session.record().exists() ? session.record().open() : Optional.empty();
      if (open.isPresent()) {
        return new Thaw(was, undo(session, open.get(), by), guarded(session.connection()));
      }
      int swept = sweep(session, OwnTables.of(layout));
      return new Thaw(was, swept, guarded(session.connection()));
    } catch (SQLException failure) {
      throw Freezer.failed(failure)
          .leaving("It may be half thawed; writes go through once the record says so.")
          .next("Run towpath thaw again.")
          .exception(failure);
    }
  }

  /// Ends one freeze, and gives how many guards were taken away.
  int undo(FreezeSession session, FreezeRecord.Open open, String by) throws SQLException {
    session.record().thawing(open.id(), by);
    if (!open.off().isEmpty()) {
      listener.accept("telling the application");
      tell(session, open.off());
    }
    int swept = sweep(session, session.tables());
    session.record().thawed(open.id());
    return swept;
  }

  private static void tell(FreezeSession session, String off) {
    try {
      session.say(off);
    } catch (SQLException failure) {
      throw Problem.of(
              "maintenance-failed",
              Exit.STOPPED,
              "The application can't be told that it may write.")
          .because("The SQL of maintenance: off: failed. " + failure.getMessage())
          .leaving("Writes go through; the application's own switch is as it was.")
          .next("Settle what the server says, and run towpath thaw again.")
          .exception(failure);
    }
  }

  private int sweep(FreezeSession session, OwnTables own) throws SQLException {
    session.lockTimeout(LOCK_LIMIT);
    int swept = 0;
    List<String> left = guarded(session.connection());
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      if (round > 0) {
        FreezeSession.pause(PAUSE);
      }
      listener.accept("removing " + left.size() + " guards");
      int before = left.size();
      for (String table : left) {
        attempt(session, Guard.drop(table));
      }
      left = guarded(session.connection());
      swept += before - left.size();
    }
    if (!left.isEmpty()) {
      // Dropping a trigger takes the table's owner; dropping its function takes ours.
      attempt(session, "drop function if exists " + Guard.function(own) + "() cascade");
      int last = guarded(session.connection()).size();
      swept += left.size() - last;
    }
    return swept;
  }

  private static void attempt(FreezeSession session, String sql) {
    try {
      session.say(sql);
    } catch (SQLException locked) {
      // The guard lets everything through: that it stays is said, and the next thaw tries again.
    }
  }

  private static List<String> guarded(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            from pg_trigger t join pg_class c on c.oid = t.tgrelid
            join pg_namespace n on n.oid = c.relnamespace
            where t.tgname = ? order by 1
            """)) {
      select.setString(1, Guard.NAME);
      List<String> tables = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
      return tables;
    }
  }
}
