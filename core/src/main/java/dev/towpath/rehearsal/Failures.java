package dev.towpath.rehearsal;

import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.Optional;

/// What ended a rehearsal, as a finding: each kind of end says what it means for the real run.
final class Failures {
  private final Limits limits;

  Failures(Limits limits) {
    this.limits = limits;
  }

  /// @param cause why Towpath itself ended it, if it did
  Finding of(Problem problem, Optional<Watchdog.Cause> cause) {
    Finding finding =
        cause
            .map(this::ended)
            .orElseGet(() -> kind(problem))
            .because((problem.what() + " " + problem.why()).strip());
    return problem.where().map(finding::at).orElse(finding);
  }

  private Finding ended(Watchdog.Cause cause) {
    return switch (cause) {
      case ALL -> timedOut("The rehearsal", "--time-limit", limits.all().toSeconds());
      case STATEMENT ->
          timedOut("A statement", "--statement-limit", limits.statement().toSeconds());
      case DISK ->
          full("The disk of the scratch server is nearly full, so the rehearsal was ended.");
    };
  }

  private static Finding timedOut(String what, String option, long seconds) {
    return Finding.of(
            "rehearsal-timed-out",
            Severity.ERROR,
            what + " was not through after " + seconds + " s and was ended.")
        .help("See whether it ends at all; if it only takes long, raise " + option + ".");
  }

  private static Finding full(String message) {
    return Finding.of("rehearsal-disk-full", Severity.ERROR, message)
        .help("See how much the statement writes; if it is right, make room and rehearse again.");
  }

  private static Finding kind(Problem problem) {
    return switch (problem.code()) {
      case "disk-full" -> full("The scratch server ran out of space.");
      case "connection-lost" ->
          Finding.of(
                  "rehearsal-session-ended",
                  Severity.ERROR,
                  "The migration's session ended in the middle of it.")
              .help("Take out what ends sessions, such as pg_terminate_backend.");
      case "extension-missing" ->
          Finding.of(
                  "rehearsal-lacks-extension",
                  Severity.ERROR,
                  "The scratch server lacks an extension, so that the rehearsal ended here.")
              .help(
                  "Nothing is known of this migration and those behind it. Install the extension"
                      + " into a PostgreSQL of this machine, or rehearse on a copy of the target.");
      case String other ->
          Finding.of("rehearsal-failed", Severity.ERROR, "The migration fails.")
              .help("Mend it and rehearse again.");
    };
  }

  /// The migrations before the pending ones don't run.
  Finding noState(Problem problem, Optional<Watchdog.Cause> cause) {
    Finding why = of(problem, cause);
    Finding finding =
        Finding.of(
                "rehearsal-no-state",
                Severity.ERROR,
                "The state before the pending migrations can't be made: " + problem.what())
            .because(cause.isPresent() ? why.message() : problem.why())
            .help("Mend the files, or begin from the target's schema or a dump: --from");
    return problem.where().map(finding::at).orElse(finding);
  }
}
