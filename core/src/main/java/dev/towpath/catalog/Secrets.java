package dev.towpath.catalog;

import java.util.Set;
import java.util.regex.Pattern;

/// Options of foreign data that are safe to show; whatever may be a secret is replaced.
final class Secrets {
  static final String REPLACED = "(secret)";

  private static final Pattern TELLING =
      Pattern.compile(
          "(?i)pass|secret|token|key|credential|auth|cert|private|signature|account_?sas|dsn|conn");
  private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/:@\\s]*):[^/@\\s]*@");
  private static final Set<String> OF_USERS = Set.of("user", "username");

  private Secrets() {}

  static String redacted(Kind kind, String option, String value) {
    boolean secret =
        kind == Kind.USER_MAPPING ? !OF_USERS.contains(option) : TELLING.matcher(option).find();
    return secret ? REPLACED : IN_ADDRESS.matcher(value).replaceAll("$1:" + REPLACED + "@");
  }
}
