package dev.towpath.migration.run;

import java.util.List;
import java.util.regex.Pattern;

/// What a script leaves in its session beside committed changes, read from its words.
final class SessionState {
  private static final Pattern SETTING =
      Pattern.compile(
          "\\s*(set\\s+(?!local\\b|transaction\\b|constraints\\b)|reset\\s"
              + "|select\\s+(pg_catalog\\.)?set_config\\b).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern LEFTOVER =
      Pattern.compile(
          "\\b(temp|temporary|pg_temp|listen|prepare|declare|load|pg_advisory_lock\\w*)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CHANGE =
      Pattern.compile(
          "\\b(set|reset|role|authorization|set_config|discard)\\b", Pattern.CASE_INSENSITIVE);

  private SessionState() {}

  /// Whether it may change settings or roles, which our own bookkeeping must not run under.
  static boolean changed(String text) {
    return CHANGE.matcher(text).find();
  }

  /// Whether the session must be discarded behind the script, which `RESET ALL` can't do.
  static boolean leftBehind(String text) {
    return LEFTOVER.matcher(text).find();
  }

  /// The statements that change settings for the rest of the script: a run that goes on in the
  /// middle of a script says them again.
  static List<PlannedStatement> settings(List<PlannedStatement> statements) {
    return statements.stream().filter(each -> SETTING.matcher(each.sql()).matches()).toList();
  }
}
