package dev.towpath.rehearsal;

import dev.towpath.catalog.Snapshot;
import dev.towpath.migration.Migration;
import dev.towpath.migration.run.RunEvent;
import dev.towpath.rehearsal.ObservedMigration.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps what was seen of each pending migration, and the schema to which their down scripts lead.
final class Recording {
  private final List<Migration> pending;
  private final Map<Migration, ObservedMigration> seen = new HashMap<>();
  private final List<Migration> undoable;
  private Optional<Snapshot> back = Optional.empty();
  private Optional<Migration> atWork = Optional.empty();
  private Optional<StatementObserver> observer = Optional.empty();

  Recording(List<Migration> pending) {
    this.pending = pending;
    this.undoable = undoable(pending);
  }

  /// The newest ones behind the last that has no down script.
  private static List<Migration> undoable(List<Migration> pending) {
    int from = pending.size();
    while (from > 0
        && pending.get(from - 1).down().isPresent()
        && pending.get(from - 1).kind() == Migration.Kind.VERSIONED) {
      from--;
    }
    return pending.subList(from, pending.size());
  }

  /// The schema before the first pending migration.
  void before(Snapshot snapshot) {
    if (undoable.size() == pending.size()) {
      back = Optional.of(snapshot);
    }
  }

  /// @param schema reads the schema as it is now
  void hear(RunEvent event, StatementObserver watching, Supplier<Snapshot> schema) {
    switch (event) {
      case RunEvent.MigrationStarted started -> {
        atWork = Optional.of(started.migration());
        observer = Optional.of(watching);
        watching.migration();
      }
      case RunEvent.MigrationDone done -> {
        keep(done.migration(), Fate.DONE, done.took());
        atWork = Optional.empty();
        int next = pending.indexOf(done.migration()) + 1;
        if (!undoable.isEmpty() && next == pending.size() - undoable.size()) {
          back = Optional.of(schema.get());
        }
      }
      case RunEvent other -> {}
    }
  }

  private void keep(Migration migration, Fate fate, Duration took) {
    seen.put(
        migration,
        new ObservedMigration(
            migration, fate, took, observer.map(StatementObserver::statements).orElse(List.of())));
  }

  List<ObservedMigration> all() {
    atWork.ifPresent(failed -> keep(failed, Fate.FAILED, Duration.ZERO));
    List<ObservedMigration> all = new ArrayList<>();
    for (Migration each : pending) {
      all.add(
          seen.getOrDefault(
              each, new ObservedMigration(each, Fate.NOT_RUN, Duration.ZERO, List.of())));
    }
    return all;
  }

  /// Empty where the newest migration has no down script.
  Optional<Rehearsed.Undoable> undoable() {
    return back.filter(schema -> !undoable.isEmpty())
        .map(schema -> new Rehearsed.Undoable(undoable, schema));
  }
}
