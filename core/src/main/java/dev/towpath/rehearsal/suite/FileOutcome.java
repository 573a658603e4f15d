package dev.towpath.rehearsal.suite;

import dev.towpath.sql.Position;
import java.time.Duration;
import java.util.Optional;

/// How one file of tests went.
///
/// @param tap what it reported; empty for a file of plain assertions, or one that did not run
/// @param fault why it failed as a whole, or why it was not run; empty for neither
record FileOutcome(
    TestFile file, Verdict verdict, Optional<Tap> tap, Optional<Fault> fault, Duration took) {

  /// The verdict on a file.
  enum Verdict {
    PASSED,
    FAILED,
    /// It proves nothing.
    NOT_RUN
  }

  /// What went wrong with a file, and where in it.
  record Fault(String words, Position position) {
    static Fault of(String words) {
      return new Fault(words, new Position(1, 1));
    }
  }

  static FileOutcome notRun(TestFile file, String why) {
    return new FileOutcome(
        file, Verdict.NOT_RUN, Optional.empty(), Optional.of(Fault.of(why)), Duration.ZERO);
  }

  /// What came of a file that ran to its end or to an error.
  static FileOutcome of(TestFile file, Optional<Tap> tap, Optional<Fault> error, Duration took) {
    Optional<Fault> fault = error.or(() -> tap.flatMap(Tap::fault).map(Fault::of));
    boolean failed = fault.isPresent() || tap.filter(t -> !t.failed().isEmpty()).isPresent();
    return new FileOutcome(file, failed ? Verdict.FAILED : Verdict.PASSED, tap, fault, took);
  }
}
