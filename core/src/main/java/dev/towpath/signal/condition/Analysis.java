package dev.towpath.signal.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What many looks at a condition of success and at one of failure come to. The table is that of
/// Argo Rollouts: with one condition alone the other is its opposite; where neither is so, nobody
/// can say. Used by one thread.
public final class Analysis {
  /// So many looks in a row may be without an answer.
  public static final int MOST_UNREADABLE = 4;

  private final boolean hasSuccess;
  private final boolean hasFailure;
  private int looks;
  private int blind;
  private int blindInRow;
  private Look last = Look.PENDING;
  private String why = "";
  private List<Verdict.Ground> grounds = List.of();

  /// What one look says.
  public enum Look {
    GOOD,
    BAD,
    /// Neither success nor failure.
    NEITHER,
    /// A window is not full.
    PENDING,
    /// Too little traffic.
    THIN,
    UNREADABLE
  }

  /// What the looks come to.
  public enum Outcome {
    OPEN,
    SUCCESS,
    FAILURE,
    /// The numbers are there, and say neither.
    INCONCLUSIVE,
    /// The numbers are not there.
    ERROR
  }

  public Analysis(boolean hasSuccess, boolean hasFailure) {
    this.hasSuccess = hasSuccess;
    this.hasFailure = hasFailure;
  }

  /// Takes one more look; what it comes to, as far as that does not take the end.
  ///
  /// @param success empty without such a condition
  public Outcome look(Optional<Verdict> success, Optional<Verdict> failure) {
    looks++;
    last = one(success, failure);
    if (last == Look.THIN || last == Look.UNREADABLE) {
      blind++;
      blindInRow++;
    } else {
      blindInRow = 0;
    }
    return switch (last) {
      case BAD -> Outcome.FAILURE;
      case NEITHER -> Outcome.INCONCLUSIVE;
      case GOOD, PENDING -> Outcome.OPEN;
      case THIN -> blindInRow > MOST_UNREADABLE ? Outcome.INCONCLUSIVE : Outcome.OPEN;
      case UNREADABLE -> blindInRow > MOST_UNREADABLE ? Outcome.ERROR : Outcome.OPEN;
    };
  }

  /// What it comes to when no more looks follow: success only if the last was good and most could
  /// be read.
  public Outcome end() {
    if (last != Look.GOOD) {
      return last == Look.UNREADABLE ? Outcome.ERROR : Outcome.INCONCLUSIVE;
    }
    if (2 * blind > looks) {
      why = blind + " of " + looks + " looks were without an answer";
      return Outcome.INCONCLUSIVE;
    }
    return Outcome.SUCCESS;
  }

  private Look one(Optional<Verdict> success, Optional<Verdict> failure) {
    if (failure.orElse(null) instanceof Verdict.Holds(var samples)) {
      return told(Look.BAD, "so it is a failure", samples);
    }
    if (!hasFailure && success.orElse(null) instanceof Verdict.Not(var samples)) {
      return told(Look.BAD, "it does not hold", samples);
    }
    List<Verdict> both = Stream.of(success, failure).flatMap(Optional::stream).toList();
    for (Verdict each : both) {
      if (each instanceof Verdict.Unreadable(String words)) {
        return told(Look.UNREADABLE, words, List.of());
      }
    }
    for (Verdict each : both) {
      if (each instanceof Verdict.Thin(String words)) {
        return told(Look.THIN, words, List.of());
      }
    }
    for (Verdict each : both) {
      if (each instanceof Verdict.Pending(String words)) {
        return told(Look.PENDING, words, List.of());
      }
    }
    if (hasSuccess && success.orElse(null) instanceof Verdict.Not(var samples)) {
      return told(Look.NEITHER, "it is neither a success nor a failure", samples);
    }
    return told(Look.GOOD, "", List.of());
  }

  private Look told(Look look, String words, List<Verdict.Ground> samples) {
    why = words;
    grounds = samples;
    return look;
  }

  /// What the last look was.
  public Look last() {
    return last;
  }

  public int looks() {
    return looks;
  }

  /// How many looks were without an answer.
  public int blind() {
    return blind;
  }

  /// Why it came to what it did, as a short phrase.
  public String why() {
    return why;
  }

  /// The samples of the last look, if it says that something is wrong.
  public List<Verdict.Ground> grounds() {
    return grounds;
  }
}
