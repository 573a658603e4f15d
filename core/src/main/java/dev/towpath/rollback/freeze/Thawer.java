package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Ends a freeze. The record says so first, and from then on the guards let everything through;
/// then the application is told and the guards are taken away. Doing it again does no harm.
public final class Thawer {
  /// To take a guard away even readers have to be waited for, and others wait behind that.
  private static final Duration LOCK_LIMIT = Duration.ofMillis(300);

  private static final int ROUNDS = 4;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Consumer<String> listener;
  private final Optional<Notice> off;
  private final Tells tells;

  /// Who hears that a freeze is over.
  public enum Tells {
    /// The application, by SQL or by a command.
    EVERYBODY,
    /// The application's switch in the database; no command runs.
    THE_DATABASE,
    /// Nobody: a person does it.
    NOBODY
  }

  /// @param listener hears in a few words what is being done
  /// @param off how the project tells its application; the SQL that a freeze has recorded counts
  ///     for more, a command runs only from here
  public Thawer(Consumer<String> listener, Optional<Notice> off, Tells tells) {
    this.listener = listener;
    this.off = off;
    this.tells = tells;
  }

  /// Thaws a target, also one that was frozen half, or thawed half.
  ///
  /// @param layout the history's name
  public Thaw thaw(OpenTarget target, String layout, String by) {
    return thaw(target, OwnTables.of(layout), by);
  }

  /// Thaws a target of which nobody knows the layout.
  public void thawWhereFound(OpenTarget target, String by) throws SQLException {
    for (OwnTables own : OwnTables.everywhere()) {
      boolean found;
      try (Connection connection = target.connect("freeze")) {
        FreezeRecord record = new FreezeRecord(connection, own);
        found = record.exists() && record.open().isPresent();
      }
      if (found) {
        thaw(target, own, by);
      }
    }
  }

  private Thaw thaw(OpenTarget target, OwnTables own, String by) {
    try (FreezeSession session = FreezeSession.open(target, own)) {
      Optional<Frozen> was = Frozen.read(session.connection());
      Optional<FreezeRecord.Open> open =
          session.record().exists() ? session.record().open() : Optional.empty();
      int gone = open.isPresent() ? undo(session, open.get(), by) : sweep(session);
      List<String> left = Standing.all(session.connection()).stream().map(Standing::words).toList();
      return new Thaw(was, gone, left);
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
    tell(session, open);
    int gone = sweep(session);
    session.record().thawed(open.id());
    return gone;
  }

  private void tell(FreezeSession session, FreezeRecord.Open open) {
    if (tells != Tells.NOBODY && !open.off().isEmpty()) {
      tell(() -> new Notice.Sql(open.off()).failure(session));
    }
    if (tells == Tells.EVERYBODY && !open.command().isEmpty()) {
      tell(
          command()
                  .orElseThrow(
                      () ->
                          untold(
                                  "The freeze recorded the command "
                                      + String.join(" ", open.command())
                                      + ", and towpath.yaml has none for this database.")
                              .exception())
              ::failure);
    }
  }

  /// Tells an application that another database takes the frozen one's place: by its command, if it
  /// has one. Its switch in the database is that of the other one.
  public void tellOfAnother() {
    command().ifPresent(command -> tell(command::failure));
  }

  private Optional<Notice.Command> command() {
    return off.filter(Notice.Command.class::isInstance).map(Notice.Command.class::cast);
  }

  private void tell(Supplier<Optional<String>> notice) {
    listener.accept("telling the application");
    notice
        .get()
        .ifPresent(
            why -> {
              throw untold(why).exception();
            });
  }

  private static Problem untold(String why) {
    return Problem.of(
            "maintenance-failed", Exit.STOPPED, "The application can't be told that it may write.")
        .because(why)
        .leaving("Writes go through; the application's own switch is as it was.")
        .next(
            "Settle that, and run towpath thaw again; or tell the application yourself, and run"
                + " towpath thaw --without-telling.");
  }

  private int sweep(FreezeSession session) throws SQLException {
    session.lockTimeout(LOCK_LIMIT);
    List<Standing> left = Standing.all(session.connection());
    int before = left.size();
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      if (round > 0) {
        FreezeSession.pause(PAUSE);
      }
      listener.accept("removing " + left.size() + " guards");
      left.forEach(each -> attempt(() -> drop(session, each)));
      left = Standing.all(session.connection());
    }
    if (!left.isEmpty()) {
      // Dropping a trigger takes the table's owner; dropping its function takes ours.
      OwnTables own = session.tables();
      for (String function : List.of(Guard.function(own), SchemaGuard.function(own))) {
        attempt(() -> session.say("drop function if exists " + function + "() cascade"));
      }
    }
    return before - Standing.all(session.connection()).size();
  }

  private static void drop(FreezeSession session, Standing guard) throws SQLException {
    if (guard.event()) {
      SchemaGuard.drop(session, guard.on());
    } else {
      session.say(guard.drop());
    }
  }

  private interface Attempt {
    void run() throws SQLException;
  }

  private static void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (SQLException locked) {
      // The guard lets everything through: that it stays is said, and the next thaw tries again.
    }
  }
}
