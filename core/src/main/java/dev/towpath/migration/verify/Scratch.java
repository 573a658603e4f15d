package dev.towpath.migration.verify;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Finds a scratch server that is most like a target.
final class Scratch {
  private static final int OLDEST = 14;
  private static final int NEWEST = 18;

  private Scratch() {}

  /// Of the target's major, or of the nearest one that this machine has; the newer one of two.
  static ScratchServer start(OpenTarget target) {
    List<Integer> majors =
        IntStream.rangeClosed(OLDEST, NEWEST)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer major) -> Math.abs(major - target.major()))
                    .thenComparing(Comparator.reverseOrder()))
            .toList();
    ProblemException first = null;
    for (int major : majors) {
      try {
        return ScratchServer.start(major, target.target().platform());
      } catch (ProblemException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? new IllegalStateException("no major to try") : first;
  }
}
