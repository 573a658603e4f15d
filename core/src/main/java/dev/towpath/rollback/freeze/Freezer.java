package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.Blocker;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Freezes a target: records it, tells the application, guards each table, and tries whether it
/// holds. Where it can't be proven to hold, all of it is undone.
///
/// Killed anywhere, the record says how far it may be: freezing again goes on, thawing undoes it.
public final class Freezer {
  /// Tables that are made while others are guarded are guarded in another round.
  private static final int ROUNDS = 5;

  private final Consumer<String> listener;

  /// @param listener hears in a few words what is being done
  public Freezer(Consumer<String> listener) {
    this.listener = listener;
  }

  /// Freezes, or goes on with a freeze that was begun; guards what was made since.
  public Freeze freeze(FreezeRequest request, OpenTarget target) {
    long start = System.nanoTime();
    try (FreezeSession session =
        FreezeSession.open(target, OwnTables.of(request.history().name()))) {
      session.record().createTable();
      Optional<FreezeRecord.Open> open = session.record().open();
      if (open.filter(each -> each.state().equals("thawing")).isPresent()) {
        request.thawer(listener).undo(session, open.get(), request.by());
        open = Optional.empty();
      }
      boolean already = open.filter(each -> each.state().equals("frozen")).isPresent();
      long id = open.isPresent() ? open.get().id() : session.record().begin(request);
      try {
        return hold(session, request, target, id, already, start);
      } catch (SQLException | RuntimeException failed) {
        throw undone(session, request, already, failed);
      }
    } catch (SQLException failure) {
      throw failed(failure).leaving("Nothing was changed.").exception(failure);
    }
  }

  private Freeze hold(
      FreezeSession session,
      FreezeRequest request,
      OpenTarget target,
      long id,
      boolean already,
      long start)
      throws SQLException {
    Drain drain = new Drain(session, target, request);
    List<ScopedTable> tables;
    boolean schema;
    try (SelfAdmission _ = SelfAdmission.of(session, id)) {
      if (request.maintenance().isPresent() && !already) {
        tell(session, request.maintenance().get().on());
      }
      listener.accept("guarding the schema");
      schema = SchemaGuard.put(session);
      tables = guard(session, request, target, id, drain);
    }
    listener.accept("trying to write");
    Freeze.Proof proof = proof(session, request, tables, schema);
    session.record().frozen(id);
    return new Freeze(
        Frozen.read(session.connection()).orElseThrow(),
        already,
        tables.stream().map(ScopedTable::name).toList(),
        schema,
        Unguarded.of(
            session.connection(), target.target().platform().systemSchemas(), request, schema),
        proof,
        drain.ended(),
        Duration.ofNanos(drain.firstNanos().orElse(start) - start),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void tell(FreezeSession session, Notice on) {
    listener.accept("telling the application");
    on.failure(session)
        .ifPresent(
            why -> {
              throw Problem.of(
                      "maintenance-failed", Exit.UNCHANGED, "The application can't be told.")
                  .because(why)
                  .next("Settle that, and run the same command again.")
                  .exception();
            });
  }

  private List<ScopedTable> guard(
      FreezeSession session, FreezeRequest request, OpenTarget target, long id, Drain drain)
      throws SQLException {
    Set<String> platform = target.target().platform().systemSchemas();
    Connection connection = session.connection();
    for (int round = 0; round < ROUNDS; round++) {
      List<ScopedTable> tables = ScopedTable.all(connection, request, platform, id);
      List<ScopedTable> open = tables.stream().filter(each -> !each.guarded()).toList();
      if (open.isEmpty()) {
        return tables;
      }
      refuseForeign(open);
      session.record().tables(id, tables.stream().map(ScopedTable::name).toList());
      listener.accept("guarding " + open.size() + (open.size() == 1 ? " table" : " tables"));
      List<ScopedTable> left = drain.guard(open, id);
      if (!left.isEmpty()) {
        throw stillWritten(left, drain.blockers()).exception();
      }
    }
    throw notFrozen("New tables were made faster than they could be guarded.").exception();
  }

  private static void refuseForeign(List<ScopedTable> tables) {
    List<ScopedTable> foreign = tables.stream().filter(each -> !each.allowed()).toList();
    if (!foreign.isEmpty()) {
      throw notFrozen(
              "This role may not guard "
                  + named(foreign)
                  + ", which belongs to "
                  + foreign.getFirst().owner()
                  + ".")
          .next(
              "Freeze with a role that owns the tables or has the right TRIGGER on them, or leave"
                  + " them out with --schema.")
          .exception();
    }
  }

  private static Freeze.Proof proof(
      FreezeSession session, FreezeRequest request, List<ScopedTable> tables, boolean schema)
      throws SQLException {
    try {
      Attempts attempts = new Attempts(session.connection(), tables, schema);
      if (request.application().isPresent()) {
        try (Connection application = request.application().get().connect("towpath/freeze")) {
          attempts.inSessionOf(application);
        }
      }
      return attempts.all();
    } catch (Attempts.Written written) {
      throw notFrozen(String.valueOf(written.getMessage())).exception(written);
    }
  }

  /// Takes everything back, and says so; a failure on the way is said too. A freeze that held
  /// before is left as it was.
  private ProblemException undone(
      FreezeSession session, FreezeRequest request, boolean already, Exception reason) {
    Problem problem =
        reason instanceof ProblemException expected
            ? expected.problem()
            : reason instanceof SQLException failure ? failed(failure) : null;
    if (problem == null) {
      throw (RuntimeException) reason;
    }
    if (already) {
      return problem
          .leaving("What was frozen before stays frozen; tables made since may be open.")
          .exception(reason);
    }
    try {
      Optional<FreezeRecord.Open> open = session.record().open();
      if (open.isPresent()) {
        request.thawer(listener).undo(session, open.get(), request.by());
      }
      return problem
          .leaving("Not frozen: what had been done was undone, and writes go through.")
          .exception(reason);
    } catch (SQLException | ProblemException again) {
      return new Problem(
              problem.code(),
              Exit.STOPPED,
              problem.what(),
              problem.where(),
              problem.why() + "\nUndoing it failed too: " + again.getMessage(),
              "It may be half frozen.",
              "Undo it: towpath thaw")
          .exception(reason);
    }
  }

  private static Problem stillWritten(List<ScopedTable> left, List<Blocker> blockers) {
    return Problem.of(
            "freeze-timeout", Exit.REFUSED, "A transaction that has written does not end.")
        .because(
            "It keeps "
                + named(left)
                + " from being guarded. "
                + blockers.stream().map(Blocker::sentence).collect(Collectors.joining("\n")))
        .next("Let it end, or end it: towpath freeze --end-writers");
  }

  private static Problem notFrozen(String why) {
    return Problem.of("not-frozen", Exit.REFUSED, "The database can't be frozen.")
        .because(why)
        .next("See towpath explain not-frozen.");
  }

  static Problem failed(SQLException failure) {
    return Problem.of("freeze-failed", Exit.UNCHANGED, "The server refused a step of the freeze.")
        .because("The server said: " + failure.getMessage())
        .next("Settle what it says, and run the same command again.");
  }

  private static String named(List<ScopedTable> tables) {
    List<String> names = new ArrayList<>(tables.stream().map(ScopedTable::name).limit(5).toList());
    if (tables.size() > names.size()) {
      names.add((tables.size() - names.size()) + " more");
    }
    return String.join(", ", names);
  }
}
