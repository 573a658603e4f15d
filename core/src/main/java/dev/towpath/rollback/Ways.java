package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Proof;
import dev.towpath.migration.Migration;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The ways back over all steps, with what each costs; the cheapest that is open first: fewest rows
/// lost, then least time. What isn't known counts as more than anything that is.
final class Ways {
  private static final Pattern ROWS = Pattern.compile(": (?:about )?(\\d+) rows? would be lost");

  private Ways() {}

  static List<Way> of(
      Connection connection,
      RollbackRequest request,
      OpenTarget target,
      List<Migration> stay,
      List<RollbackStep> steps,
      Status status)
      throws SQLException {
    List<Way> ways = new ArrayList<>();
    ways.add(down(steps, status));
    Optional<Backup> backup = newest(request, target, stay, connection);
    if (backup.isPresent()) {
      ways.add(restore(connection, backup.get(), stay));
    }
    ways.sort(
        Comparator.comparing((Way way) -> !way.open())
            .thenComparing(way -> way.rowsLost().orElse(Long.MAX_VALUE))
            .thenComparing(way -> way.time().orElse(Duration.ofDays(1))));
    return List.copyOf(ways);
  }

  private static Way.Down down(List<RollbackStep> steps, Status status) {
    List<String> remarks = new ArrayList<>();
    boolean open = true;
    for (RollbackStep step : steps) {
      String title = step.migration().title();
      if (step.down().isEmpty()) {
        remarks.add(title + " has no down script.");
      }
      step.trial().why().stream()
          .filter(why -> step.down().isPresent())
          .map(why -> title + ": " + why)
          .forEach(remarks::add);
      step.losses().stream().map(loss -> loss.message()).forEach(remarks::add);
      open &= step.undoable();
    }
    if (!status.in(State.FAILED).isEmpty()) {
      open = false;
      remarks.add(
          "A migration is half applied: its down script expects the whole of it. Go on with it"
              + " (towpath apply), then roll back.");
    }
    boolean tried = steps.stream().allMatch(step -> !step.trial().took().isZero());
    Optional<Duration> time =
        tried
            ? Optional.of(
                steps.stream()
                    .map(step -> step.trial().took())
                    .reduce(Duration.ZERO, Duration::plus))
            : Optional.empty();
    return new Way.Down(open, time, lost(steps), List.copyOf(remarks));
  }

  private static Optional<Long> lost(List<RollbackStep> steps) {
    long sum = 0;
    for (RollbackStep step : steps) {
      for (String message : step.losses().stream().map(loss -> loss.message()).toList()) {
        Matcher rows = ROWS.matcher(message);
        if (!rows.find()) {
          return Optional.empty();
        }
        sum += Long.parseLong(rows.group(1));
      }
    }
    return Optional.of(sum);
  }

  /// The newest backup of this database that holds none of the migrations to go back over.
  private static Optional<Backup> newest(
      RollbackRequest request, OpenTarget target, List<Migration> stay, Connection connection)
      throws SQLException {
    Set<String> versions = stay.stream().map(Migration::version).collect(Collectors.toSet());
    String database = connection.getCatalog();
    return request.backups().stream()
        .filter(each -> each.manifest().environment().equals(target.target().name()))
        .filter(each -> each.manifest().origin().database().equals(database))
        .filter(each -> each.manifest().scope().equals(Manifest.Scope.WHOLE))
        .filter(each -> versions.containsAll(held(each)))
        .max(Comparator.comparing(each -> each.manifest().finished()));
  }

  private static Set<String> held(Backup backup) {
    return backup.manifest().migrations().stream()
        .map(AppliedMigration::version)
        .filter(version -> !version.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Way.Restore restore(Connection connection, Backup backup, List<Migration> stay)
      throws SQLException {
    List<String> remarks = new ArrayList<>();
    Optional<Proof> proof = backup.lastProof().filter(Proof::good);
    remarks.add(
        proof.isPresent()
            ? "It was restored on " + proof.get().started() + " to prove it."
            : "It was never proved: nobody knows whether it can be restored, nor how long it"
                + " takes.");
    Optional<RowsSince.Changes> changes = RowsSince.of(connection, backup.manifest());
    changes.ifPresentOrElse(
        each -> {
          remarks.add(
              "Rows since, by the transactions that wrote them: "
                  + (each.touched().isEmpty() ? "none" : String.join(", ", each.touched()))
                  + ".");
          if (!each.known()) {
            remarks.add("Not counted: " + String.join(", ", each.uncounted()) + ".");
          }
        },
        () -> remarks.add("Rows since can't be counted: it is of another database."));
    Set<String> held = held(backup);
    int again = (int) stay.stream().filter(each -> !held.contains(each.version())).count();
    if (again > 0) {
      remarks.add(again + " older migrations would have to be applied again.");
    }
    return new Way.Restore(
        backup,
        proof.map(Proof::recovery),
        changes.filter(RowsSince.Changes::known).map(each -> each.written()),
        List.copyOf(remarks),
        again);
  }
}
