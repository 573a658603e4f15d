package dev.towpath.migration.verify;

import dev.towpath.catalog.Difference;
import dev.towpath.catalog.ObjectName;
import dev.towpath.catalog.Unseen;
import dev.towpath.migration.Migration;
import dev.towpath.migration.status.MigrationState;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says each difference between the replayed and the real schema as a finding.
final class VerifyFindings {
  private static final int SHOWN_CHARACTERS = 120;

  private final Origins origins;
  private final List<Migration> applied;
  private final List<MigrationState> failed;

  /// @param applied what was replayed
  /// @param failed what ended half-way on the target, and wasn't
  VerifyFindings(Origins origins, List<Migration> applied, List<MigrationState> failed) {
    this.origins = origins;
    this.applied = applied;
    this.failed = failed;
  }

  Finding of(Difference difference) {
    return switch (difference) {
      case Difference.Removed removed -> missing(removed.name());
      case Difference.Added added -> unknown(added.name());
      case Difference.Changed changed -> changed(changed);
    };
  }

  private Finding missing(ObjectName name) {
    Optional<Migration> maker = origins.maker(name);
    String by =
        maker.map(Migration::title).map(title -> "Migration " + title).orElse("A migration");
    Finding finding =
        Finding.of(
                "applied-but-missing",
                Severity.ERROR,
                by + " is marked as applied, but " + name.title() + " is not in the database.")
            .because(
                "Replayed on a scratch server, the applied files make it. Here it was dropped by"
                    + " hand, or the migration was only marked as applied.")
            .help("Make it again in a new migration, or apply the file by hand if it never ran.");
    return at(finding, maker);
  }

  private Finding unknown(ObjectName name) {
    Optional<Migration> dropper = origins.dropper(name);
    if (dropper.isPresent()) {
      Finding finding =
          Finding.of(
                  "dropped-but-present",
                  Severity.ERROR,
                  ("Migration " + dropper.get().title() + " is marked as applied and drops ")
                      + (name.title() + ", but it is still in the database."))
              .because("The migration did not run here, or somebody made the object again.")
              .help("Drop it in a new migration, or find out who needs it.");
      return at(finding, dropper);
    }
    return Finding.of(
            "not-in-migrations",
            Severity.ERROR,
            "No applied migration makes " + name.title() + ", but it is in the database.")
        .because(
            "Somebody made it by hand, or its migration ran and was not recorded: a database"
                + " built from the "
                + applied.size()
                + " applied files lacks it."
                + (failed.isEmpty() ? "" : " Or " + names(failed) + " left it, failing half-way."))
        .help("Write it down in a new migration, or drop it.");
  }

  private Finding changed(Difference.Changed changed) {
    Optional<Migration> last = origins.lastChange(changed.name());
    String properties =
        changed.properties().stream().map(VerifyFindings::told).collect(Collectors.joining("; "));
    Finding finding =
        Finding.of(
                "schema-differs",
                Severity.ERROR,
                sentence(changed.name().title()) + " is not as the migrations make it.")
            .because(properties + ".")
            .help("Write the change down in a new migration, or take it back.");
    return at(finding, last);
  }

  private static String told(Difference.Property property) {
    return property.name()
        + ": the migrations say "
        + property.before().map(VerifyFindings::shortened).orElse("nothing")
        + ", the database has "
        + property.after().map(VerifyFindings::shortened).orElse("nothing");
  }

  private static String shortened(String value) {
    String line = value.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS - 1) + "…";
  }

  private static String sentence(String title) {
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private static Finding at(Finding finding, Optional<Migration> migration) {
    return migration.map(m -> finding.at(Location.file(m.up().file()))).orElse(finding);
  }

  static Finding replayFailed(Problem problem) {
    Finding finding =
        Finding.of(
                "replay-failed",
                Severity.ERROR,
                "The applied files don't run on an empty database: " + problem.what())
            .because(
                problem.why()
                    + " The schema could not be compared. Nothing was changed on the target.")
            .help("Mend the file's surroundings, or what it needs that no file makes.");
    return problem.where().map(finding::at).orElse(finding);
  }

  /// The target may hold a part of it, and no replay could tell which.
  static Finding notReplayed(MigrationState failed) {
    Finding finding =
        Finding.of(
                "failed-not-replayed",
                Severity.WARNING,
                "The migration " + title(failed) + " failed half-way here, so it wasn't replayed.")
            .because(
                "The database may hold a part of it: what that part made or changed shows up as a"
                    + " difference.")
            .help("Settle it first, as its other finding says; then verify again.");
    return at(finding, failed.file());
  }

  private static String names(List<MigrationState> states) {
    return states.stream().map(VerifyFindings::title).collect(Collectors.joining(", "));
  }

  private static String title(MigrationState state) {
    return (state.version() + " " + state.name()).strip();
  }

  static Finding unseen(Unseen unseen) {
    return Finding.of(
            "not-visible",
            Severity.WARNING,
            "Objects of the kind " + unseen.kind().words() + " could not be compared.")
        .because(unseen.why())
        .help("Let the role read the system catalogs.");
  }

  static Finding otherMajor(int target, int scratch) {
    return Finding.of(
        "other-major",
        Severity.NOTE,
        "The files were replayed on PostgreSQL "
            + scratch
            + ", because PostgreSQL "
            + target
            + " is not on this machine.");
  }
}
