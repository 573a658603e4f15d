package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Proof;
import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.backup.restore.ServerRestore;
import dev.towpath.migration.Migration;
import dev.towpath.postgres.EmbeddedServer;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The way back to the moment just before the migrations, where a physical backup and the
/// write-ahead log that is kept since lead there: what was written before them stays.
final class PointInTimeWay {
  private final Connection connection;
  private final RollbackRequest request;
  private final Restores restores;
  private final OpenTarget target;

  PointInTimeWay(
      Connection connection, RollbackRequest request, Restores restores, OpenTarget target) {
    this.connection = connection;
    this.request = request;
    this.restores = restores;
    this.target = target;
  }

  /// @param steps the migrations to go back over, newest first
  Way.Restore of(Backup backup, List<RollbackStep> steps) throws SQLException {
    Optional<Moment> moment = moment(steps.getLast());
    if (moment.isEmpty()) {
      Migration first = steps.getLast().migration();
      return closed(
          backup, "Towpath did not run " + first.title() + ": when that was isn't recorded.");
    }
    try {
      long log = ServerRestore.logBytes(backup, restores.storage(), recovery(moment.get()));
      return leading(backup, moment.get(), log, steps);
    } catch (ProblemException e) {
      return closed(backup, e.problem().what() + " " + e.problem().why());
    } catch (IOException unreadable) {
      return closed(backup, "The log can't be read: " + unreadable.getMessage());
    }
  }

  private Optional<Moment> moment(RollbackStep step) throws SQLException {
    String layout = request.files().layout().history().name();
    return Moment.before(connection, layout, step.migration().version(), step.half());
  }

  /// The log that an embedded server hasn't archived yet is read where it is.
  private ServerRestore.Request recovery(Moment moment) {
    List<Path> more =
        target.target().place() instanceof Target.Embedded(Path data)
            ? List.of(EmbeddedServer.beside(data, "data/pg_wal"))
            : List.of();
    return restores.request(target, moment.target(), more);
  }

  private Way.Restore leading(Backup backup, Moment moment, long log, List<RollbackStep> steps)
      throws SQLException {
    List<String> remarks = new ArrayList<>();
    remarks.add("It leads to " + moment.target().words() + ".");
    remarks.add(BackupWays.proved(backup));
    Optional<Long> lost = lost(moment, steps, remarks);
    Optional<Duration> proved = BackupWays.proof(backup).map(Proof::recovery);
    Optional<Duration> time = proved.map(each -> scaled(each, backup, log));
    proved.ifPresent(
        each ->
            remarks.add(
                String.format(
                    Locale.ROOT,
                    "The proof took %.1f s; with %d MB of log to read beside it, the time is"
                        + " scaled.",
                    each.toMillis() / 1000.0,
                    log >> 20)));
    remarks.addAll(BackupWays.server(connection, target));
    return new Way.Restore(
        Means.POINT_IN_TIME,
        BackupWays.embedded(target) ? Way.Access.OPEN : Way.Access.BY_HAND,
        backup,
        moment.target(),
        new Way.Price(time, time.isPresent() && log > 0, lost),
        List.copyOf(remarks));
  }

  private static Duration scaled(Duration proved, Backup backup, long log) {
    long stored = Math.max(1, backup.manifest().storedBytes());
    return Duration.ofMillis((long) (proved.toMillis() * ((double) (stored + log) / stored)));
  }

  /// Rows that the migrations themselves wrote are no loss.
  private Optional<Long> lost(Moment moment, List<RollbackStep> steps, List<String> remarks)
      throws SQLException {
    Set<Long> migrations = new HashSet<>();
    for (RollbackStep step : steps) {
      moment(step).filter(Moment::exact).map(Moment::transaction).ifPresent(migrations::add);
    }
    String history = request.files().layout().history().table();
    RowsSince.Changes changes =
        new RowsSince(connection, history).moment(moment, Set.copyOf(migrations));
    Optional<Long> lost = BackupWays.lost(changes, remarks);
    if (!moment.exact()) {
      remarks.add(
          "What was written while the migration ran, and by the migration, can't be told apart.");
      return Optional.empty();
    }
    return lost;
  }

  private static Way.Restore closed(Backup backup, String why) {
    return new Way.Restore(
        Means.POINT_IN_TIME,
        Way.Access.CLOSED,
        backup,
        new RecoveryTarget.Backup(),
        Way.Price.UNKNOWN,
        List.of(why));
  }
}
