package dev.towpath.http;

import java.net.ConnectException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request got no answer, or none within its limits; why, as a phrase without the URL.
public final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;
  private final boolean late;

  private NoAnswer(String why, boolean late) {
    super(why, null, false, false);
    this.why = why;
    this.late = late;
  }

  static NoAnswer within(Duration limit) {
    return new NoAnswer("no answer within " + limit.toMillis() + " ms", true);
  }

  static NoAnswer because(@Nullable Throwable fault) {
    return new NoAnswer("no answer: " + words(fault), false);
  }

  private static String words(@Nullable Throwable fault) {
    String said = fault == null ? null : fault.getMessage();
    if (said != null) {
      return said;
    }
    return fault instanceof ConnectException ? "nothing listens there" : "the connection broke";
  }

  public String why() {
    return why;
  }

  /// Whether time ran out, and nothing else is known.
  public boolean isLate() {
    return late;
  }
}
