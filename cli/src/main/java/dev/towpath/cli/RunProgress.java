package dev.towpath.cli;

import dev.towpath.migration.Migration;
import dev.towpath.migration.run.PlannedStatement;
import dev.towpath.migration.run.RunEvent;
import dev.towpath.migration.run.RunListener;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Tells a person on `err` what a run is doing.
final class RunProgress implements RunListener, AutoCloseable {
  private final Progress progress;
  private final String done;
  private final Interruption interruption;
  private String migration = "";

  /// @param done the word for what was done: `applied`, `undone`
  /// @param interruption closed with this, when the run has ended by itself
  RunProgress(Progress progress, String done, Interruption interruption) {
    this.progress = progress;
    this.done = done;
    this.interruption = interruption;
  }

  @Override
  public void hear(RunEvent event) {
    switch (event) {
      case RunEvent.TargetLocked locked -> {}
      case RunEvent.MigrationStarted(Migration started, int number, int total) -> {
        migration = "[" + number + "/" + total + "] " + started.title();
        progress.now(migration);
      }
      case RunEvent.StatementStarted(PlannedStatement statement) ->
          progress.now(migration + ": " + statement.brief());
      case RunEvent.Notice(PlannedStatement statement, String severity, String message) ->
          progress.say("  " + severity.toLowerCase(Locale.ROOT) + ": " + message);
      case RunEvent.Waiting(String what, Optional<String> blocker, Duration waited) ->
          progress.say(
              "  waiting for "
                  + what
                  + blocker.map(who -> ", held by " + who).orElse("")
                  + ", for "
                  + Progress.words(waited));
      case RunEvent.Retrying(int attempt, Duration pause, String reason) ->
          progress.say(
              "  attempt %d gave way to others (%s), again in %s"
                  .formatted(attempt, reason, Progress.words(pause)));
      case RunEvent.IndexProgress(String index, String phase, Optional<Integer> percent) ->
          progress.now(
              migration
                  + ": "
                  + index
                  + ", "
                  + phase
                  + percent.map(p -> " " + p + " %").orElse(""));
      case RunEvent.Recovered(PlannedStatement statement, String found) ->
          progress.say("  recovered: " + found);
      case RunEvent.StatementDone statement -> {}
      case RunEvent.MigrationDone(
              Migration one,
              int number,
              int total,
              Duration took,
              Duration left) ->
          progress.step(
              "%s %s in %s".formatted(done, one.title(), Progress.words(took)),
              number,
              total,
              left);
    }
  }

  @Override
  public void close() {
    progress.end();
    interruption.close();
  }
}
