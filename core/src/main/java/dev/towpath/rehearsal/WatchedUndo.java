package dev.towpath.rehearsal;

import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunEvent;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.Undoer;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Block;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The down scripts at work, each statement watched as on the way there. All that stands when they
/// begin counts as used: the release was out before somebody goes back.
final class WatchedUndo {
  private final Rehearsed database;
  private final Rehearsed.Undoable undoable;
  private final Recording recording;

  WatchedUndo(Rehearsed database, Rehearsed.Undoable undoable) {
    this.database = database;
    this.undoable = undoable;
    this.recording = new Recording(undoable.migrations().reversed());
  }

  /// Undoes; what was seen so far is kept when a down script fails.
  ///
  /// @param to the version that stays the newest
  void run(Undoer undoer, PlanRequest request, String to, OpenTarget target, RunListener listener)
      throws SQLException {
    Instruments.install(database.superuser());
    try (StatementObserver observer =
        new StatementObserver(database.superuser(), Set.of(database.layout().history().table()))) {
      RunListener both =
          event -> {
            hear(event, observer);
            listener.hear(event);
          };
      observer.watching(
          () -> undoer.observed(observer).undo(request, to, Optional.empty(), target, both));
    } finally {
      Instruments.remove(database.superuser());
    }
  }

  private void hear(RunEvent event, StatementObserver observer) {
    if (event instanceof RunEvent.MigrationDone done) {
      observer.done(done.migration());
    }
    recording.hear(event, observer, undoable::before);
  }

  /// A line for each migration, and each statement of one that makes others wait for long.
  List<Block> blocks() {
    List<ObservedMigration> seen = recording.all();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Table(
            List.of("way back over", "fate", "ms", "strongest lock", "waits", "data"),
            seen.stream().map(StatementTables::undone).toList()));
    for (ObservedMigration each : seen) {
      if (!ObservedFindings.of(List.of(each)).isEmpty()) {
        blocks.add(new Block.Text("The way back over " + each.migration().title() + ":"));
        blocks.add(StatementTables.table(each, Map.of()));
      }
    }
    return blocks;
  }

  /// The same for programs.
  Map<String, @Nullable Object> data() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("undo", recording.all().stream().map(RehearsalData::undone).toList());
    return data;
  }
}
