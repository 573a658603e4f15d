package dev.towpath.rehearsal;

import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.Optional;

/// What ended a rehearsal, as a finding: each kind of end says what it means for the real run.
final class Failures {
  private static final String STATEMENT = "Statement ";

  private final Limits limits;

  Failures(Limits limits) {
    this.limits = limits;
  }

  /// @param cause why Towpath itself ended it, if it did
  /// @param behind how many migrations behind the failed one were not run
  Finding of(Problem problem, Optional<Watchdog.Cause> cause, long behind) {
    Finding finding =
        cause.isPresent()
            ? ended(cause.get()).because(statement(problem.why()))
            : kind(problem, behind).because((problem.what() + " " + problem.why()).strip());
    return problem.where().map(finding::at).orElse(finding);
  }

  /// What the server said was Towpath's own doing: the statement at work alone is of interest.
  private static String statement(String why) {
    int at = why.lastIndexOf(STATEMENT);
    return at < 0 ? "It was at work between statements." : why.substring(at);
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

  private static Finding kind(Problem problem, long behind) {
    return switch (problem.code()) {
      case "disk-full" -> full("The scratch server ran out of space.");
      case "connection-lost" -> sessionEnded();
      case "extension-missing" -> lacksExtension(problem, behind);
      case "plan-blocked" ->
          failed("Nothing was rehearsed: the migrations can't be planned.")
              .help(
                  "Mend it and rehearse again. Syntax that is newer than PostgreSQL 18 can't be"
                      + " rehearsed: nothing is known of it.");
      case String other -> failed("The migration fails.").help("Mend it and rehearse again.");
    };
  }

  private static Finding failed(String message) {
    return Finding.of("rehearsal-failed", Severity.ERROR, message);
  }

  private static Finding sessionEnded() {
    return Finding.of(
            "rehearsal-session-ended",
            Severity.ERROR,
            "A migration ended its own session, other sessions or the server.")
        .help(
            "Take out what ends them, such as pg_terminate_backend: on the target it ends the"
                + " sessions of applications too.");
  }

  private static Finding lacksExtension(Problem problem, long behind) {
    return Finding.of(
            "rehearsal-lacks-extension",
            Severity.ERROR,
            problem.what().replaceFirst("The server", "The scratch server").replaceFirst("\\.$", "")
                + ", so the rehearsal ended here: nothing is known of this migration"
                + (behind == 0 ? "." : " and the " + behind + " behind it."))
        .help(
            "If the target has it, try it on a copy of the target: towpath apply -e staging. For a"
                + " Supabase project, platform: supabase in towpath.yaml brings its extensions.");
  }

  /// The migrations before the pending ones don't run.
  Finding noState(Problem problem, Optional<Watchdog.Cause> cause) {
    Finding why = of(problem, cause, 0);
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
