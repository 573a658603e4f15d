package dev.towpath.migration.verify;

import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the scratch server that comes nearest to a target.
public final class Scratch {
  private static final int OLDEST = 14;
  private static final int NEWEST = 18;

  private Scratch() {}

  /// Of the major that is wanted, or of the nearest one here; the newer one of two.
  public static ScratchServer start(int wanted, Platform platform) {
    List<Integer> majors =
        IntStream.rangeClosed(OLDEST, NEWEST)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer major) -> Math.abs(major - wanted))
                    .thenComparing(Comparator.reverseOrder()))
            .toList();
    ProblemException first = null;
    for (int major : majors) {
      try {
        return ScratchServer.start(major, platform);
      } catch (ProblemException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? new IllegalStateException("no major to try") : first;
  }
}
