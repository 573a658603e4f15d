package dev.towpath.signal;

import dev.towpath.problem.Secrets;

/// A source gave no number; why, as a short phrase without secrets.
final class NoNumber extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;

  private final String why;

  NoNumber(String why) {
    super(why, null, false, false);
    this.why = shortened(Secrets.hidden(why));
  }

  String why() {
    return why;
  }

  /// The number that a text is.
  static double number(String text) throws NoNumber {
    try {
      return finite(Double.parseDouble(text.strip().replace("+Inf", "Infinity")));
    } catch (NumberFormatException e) {
      throw new NoNumber("'" + text.strip() + "' is no number");
    }
  }

  static double finite(double number) throws NoNumber {
    if (!Double.isFinite(number)) {
      throw new NoNumber(Double.isNaN(number) ? "it is NaN: not a number" : "it is infinite");
    }
    return number;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
