package dev.towpath.signal.condition;

/// What is wrong with a condition's text, and where.
final class ConditionFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final int at;
  private final String what;
  private final String help;

  /// @param at the offset of the letter
  ConditionFault(int at, String message, String help) {
    super(message, null, false, false);
    this.at = at;
    this.what = message;
    this.help = help;
  }

  String what() {
    return what;
  }

  int at() {
    return at;
  }

  String help() {
    return help;
  }
}
