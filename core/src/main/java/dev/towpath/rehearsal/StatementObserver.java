package dev.towpath.rehearsal;

import dev.towpath.migration.Migration;
import dev.towpath.migration.run.Group;
import dev.towpath.migration.run.Observer;
import dev.towpath.migration.run.PlannedStatement;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.rehearsal.ObservedObject.Age;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Sees what each statement of a run does, by asking its own session behind it in the same message,
/// and for statements that run alone by looking on from other sessions.
final class StatementObserver implements Observer, AutoCloseable {
  /// These change settings alone, and one of them must stand before a transaction's first query.
  private static final Pattern SETTING =
      Pattern.compile("(?:set|reset|show)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /// As what a run says when its own session ended.
  private static final String DISTURBED = "connection-lost";

  private final DatabaseUrl superuser;
  private final Side side;
  private final Relations relations = new Relations();
  private final Set<String> ignored;
  private final ScanCounts scans = new ScanCounts();
  private final HeldLocks held = new HeldLocks();
  private final Map<Integer, ObservedStatement> statements = new TreeMap<>();
  private final long runHorizon;
  private long horizon;
  private boolean begun;
  private long walAt;
  private long sentAt;
  private Optional<AloneWatch> watch = Optional.empty();
  private Optional<Problem> disturbance = Optional.empty();

  /// @param ignored names of tables that the runner itself works on
  StatementObserver(DatabaseUrl superuser, Set<String> ignored) throws SQLException {
    this.superuser = superuser;
    this.ignored = Set.copyOf(ignored);
    this.side = new Side(superuser);
    relations.read(side.connection());
    this.runHorizon = side.mark().horizon();
  }

  /// A migration begins: what it makes from now on is new.
  void migration() {
    statements.clear();
    begun = false;
  }

  /// A migration is through: one that ended the session beside it ends those of others.
  void done(Migration migration) {
    if (disturbance.isEmpty() && !side.isAlive()) {
      disturbance =
          Optional.of(
              Problem.of(DISTURBED, Exit.UNREACHABLE, "The sessions beside it ended.")
                  .because("On the target, those of applications end in the same way.")
                  .at(Location.file(migration.up().file())));
    }
  }

  /// Does something under observation. What a migration did to the sessions of others counts for
  /// more than what came of it: with that, nothing more can be observed.
  void watching(Runnable work) {
    try {
      work.run();
    } catch (ProblemException e) {
      throw disturbance.orElse(e.problem()).exception(e);
    }
    if (disturbance.isPresent()) {
      throw disturbance.get().exception();
    }
  }

  /// What was seen since the migration began, in the order of its statements.
  List<ObservedStatement> statements() {
    return List.copyOf(statements.values());
  }

  @Override
  public void begins(Group group, int pid) throws SQLException {
    endWatch();
    Side.Mark mark = side.mark();
    walAt = mark.wal();
    if (!begun) {
      begun = true;
      horizon = mark.horizon();
    }
    if (group instanceof Group.Alone alone) {
      watch = Optional.of(AloneWatch.start(superuser, alone.statement().sql(), pid));
    }
  }

  @Override
  public String question(PlannedStatement statement) {
    sentAt = System.nanoTime();
    return SETTING.matcher(statement.sql()).matches()
        ? ""
        : Instruments.question(watch.isPresent());
  }

  @Override
  public void answered(PlannedStatement statement, long rows, ResultSet row) throws SQLException {
    Duration there = Duration.ofNanos(System.nanoTime() - sentAt);
    Optional<AloneWatch> looked = watch;
    endWatch();
    Answer answer = Answer.of(row);
    Changes changes = Changes.of(answer.notes(), horizon);
    scans.answer(answer.tick());
    held.in(answer.transaction());
    Interpretation interpretation =
        new Interpretation(this::age, relations, ignored, held, scans, changes);
    List<ObservedObject> objects =
        looked.isPresent()
            ? interpretation.alone(answer, looked.get(), side.connection())
            : interpretation.together(answer, statement.sql(), side);
    Duration took = looked.isPresent() || statement.copy().isPresent() ? there : answer.took();
    statements.put(
        statement.index(),
        new ObservedStatement(
            statement,
            looked.isPresent(),
            took,
            rows,
            Math.max(0, answer.walAt() - walAt),
            objects,
            interpretation.renamed(),
            changes.all(),
            changes.cut()));
    walAt = answer.walAt();
  }

  private Age age(long oid) {
    return oid < runHorizon ? Age.OLD : oid < horizon ? Age.RUN : Age.NEW;
  }

  private void endWatch() throws SQLException {
    Optional<AloneWatch> last = watch;
    watch = Optional.empty();
    if (last.isPresent()) {
      last.get().close();
    }
  }

  @Override
  public void close() throws SQLException {
    endWatch();
    side.close();
  }
}
