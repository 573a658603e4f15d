package dev.towpath.problem;

import java.util.regex.Pattern;

/// Takes passwords out of texts that people read. A typing error may put a database's URL where
/// nobody expects one, and a message quotes what was typed.
public final class Secrets {
  /// After the user's name in a URL, also where its scheme is misspelt; a `password` stands there
  /// in examples. Up to the last `@`: one may be part of the password.
  private static final Pattern IN_ADDRESS = Pattern.compile("(/[^/:@\\s]*):(?!password@)[^\\s]+@");

  private static final Pattern IN_SETTING =
      Pattern.compile("(?i)(pass(?:word|wd)?\\s*[=:]\\s*)('[^']*'|\"[^\"]*\"|[^\\s&,;]+)");

  /// As `CREATE ROLE` has it, and the options of a foreign server's user.
  private static final Pattern IN_STATEMENT =
      Pattern.compile("(?i)(\\bpassword\\s+)e?'(?:[^']|'')*'");

  private Secrets() {}

  /// The same text with each password replaced by `***`.
  public static String hidden(String text) {
    String without = text.indexOf('@') < 0 ? text : IN_ADDRESS.matcher(text).replaceAll("$1:***@");
    if (!mentions(without)) {
      return without;
    }
    String unset = IN_SETTING.matcher(without).replaceAll("$1***");
    return IN_STATEMENT.matcher(unset).replaceAll("$1***");
  }

  /// Whether a word that all patterns but the first look for is there: most texts have none, and
  /// there are many.
  private static boolean mentions(String text) {
    for (int i = 0; i + 4 <= text.length(); i++) {
      boolean p = text.charAt(i) == 'p' || text.charAt(i) == 'P';
      if (p && text.regionMatches(true, i, "pass", 0, 4)) {
        return true;
      }
    }
    return false;
  }
}
