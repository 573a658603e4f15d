package dev.towpath.migration.status;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.Intent;
import dev.towpath.migration.layout.Layout;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.stream.Collectors;

/// What is said where files and history don't agree.
final class StatusFindings {
  /// A summary names at most so many migrations.
  private static final int NAMED = 5;

  private StatusFindings() {}

  static Finding edited(Migration migration) {
    return Finding.of(
            "edited-after-applied",
            Severity.ERROR,
            "The migration " + migration.title() + " was edited after it was applied.")
        .at(at(migration))
        .because("The database has what the file said then; the edit will never reach it.")
        .help("Restore the file, and put the change into a new migration: towpath new NAME");
  }

  static Finding replaced(Migration migration, Applied row) {
    return Finding.of(
            "replaced-version",
            Severity.ERROR,
            "Version " + migration.version() + " was applied as another migration.")
        .at(at(migration))
        .because(
            "The history says " + row.name() + ", the file " + migration.name() + "; it won't run.")
        .help("Give the file a version of its own, later than what is applied.");
  }

  static Finding renamed(Migration migration, Applied row) {
    return Finding.of(
            "renamed-after-applied",
            Severity.WARNING,
            "The migration " + migration.title() + " was applied as " + row.name() + ".")
        .at(at(migration))
        .because("Its SQL is the same; only the name differs from the history's.")
        .help("Rename the file back, so that people find it under one name.");
  }

  static Finding outOfOrder(Migration migration, String newest) {
    return Finding.of(
            "out-of-order",
            Severity.ERROR,
            "The migration " + migration.title() + " is older than " + newest + ", applied here.")
        .at(at(migration))
        .because("It was added behind migrations that had already run without it.")
        .help("Give it a version later than " + newest + ", if it isn't applied anywhere yet.");
  }

  static Finding missing(Applied row, boolean ahead) {
    String title = row.version() + (row.name().isEmpty() ? "" : " " + row.name());
    return ahead
        ? Finding.of(
                "database-ahead",
                Severity.ERROR,
                "The database has " + title.strip() + ", newer than every file here.")
            .because("It was applied from another branch, or these files are not up to date.")
            .help("Update the checkout: git pull")
        : Finding.of(
                "missing-file",
                Severity.ERROR,
                "The database has " + title.strip() + ", and there is no file for it.")
            .because("The file was removed or renamed, or it stands on another branch.")
            .help("Bring the file back, or take the row out of the history with its own tool.");
  }

  static Finding failed(Migration migration, Layout layout) {
    return Finding.of(
            "failed-migration",
            Severity.ERROR,
            "The migration " + migration.title() + " is recorded as failed half-way.")
        .at(at(migration))
        .because(layout.history().table() + " has a row of it that was begun and not ended.")
        .help("See what it left behind, then settle the row with the tool that wrote it.");
  }

  static Finding halfDone(Migration migration, List<Intent> intents) {
    long done = intents.stream().filter(StatusFindings::isDone).count();
    Intent last = intents.getLast();
    String how = last.outcome().isEmpty() ? "was cut off" : isDone(last) ? "was done" : "failed";
    return Finding.of(
            "half-done",
            Severity.WARNING,
            "The migration " + migration.title() + " is done in part.")
        .at(at(migration))
        .because(
            "It can't run in one transaction: "
                + done
                + " of its statements were done, and statement "
                + (last.statement() + 1)
                + " "
                + how
                + (last.error().isEmpty() ? "." : ": " + last.error()))
        .help("Run towpath apply again: it goes on where it stopped.");
  }

  private static boolean isDone(Intent intent) {
    return intent.outcome().filter(Intent.Outcome.DONE::equals).isPresent();
  }

  static Finding unknown(List<MigrationState> states) {
    String some =
        states.stream().limit(NAMED).map(MigrationState::version).collect(Collectors.joining(", "));
    String more = states.size() > NAMED ? " and " + (states.size() - NAMED) + " more" : "";
    return Finding.of(
            "unknown-content",
            Severity.NOTE,
            "Nothing says what SQL was applied as " + some + more + ".")
        .because("The history keeps no text or checksum of it, so an edit could not be seen.")
        .help("Compare the schema itself with the files: towpath verify");
  }

  private static Location at(Migration migration) {
    return Location.file(migration.up().file());
  }
}
