package dev.towpath.report;

/// How text is set on a screen: in colour or not, and how wide.
///
/// Colour is never the only sign of anything: the words say the same.
///
/// @param colour whether to write escape sequences for colours
/// @param width columns; [#UNBOUNDED] where nobody looks
public record Ink(boolean colour, int width) {
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /// For files and pipes: no colour, lines as long as they are.
  public static final Ink PLAIN = new Ink(false, UNBOUNDED);

  String red(String text) {
    return paint("1;31", text);
  }

  String yellow(String text) {
    return paint("1;33", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String blue(String text) {
    return paint("1;34", text);
  }

  /// The text so that it stands out.
  public String strong(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  /// The text in the colour of its tone.
  public String tone(Block.Tone tone, String text) {
    return switch (tone) {
      case PLAIN -> text;
      case GOOD -> green(text);
      case BAD -> red(text);
      case WARNING -> yellow(text);
      case FAINT -> faint(text);
    };
  }

  String severity(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> red(text);
      case WARNING -> yellow(text);
      case NOTE -> blue(text);
    };
  }

  private String paint(String code, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
