package dev.towpath.process;

import dev.towpath.problem.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The values of environment variables whose names say that they are secret.
record SecretValues(List<String> values) {
  /// A shorter value stands in too many words that are none.
  private static final int LEAST_CHARACTERS = 6;

  private static final List<String> NAMES = List.of("PASS", "SECRET", "TOKEN", "KEY", "PRIVATE");

  static SecretValues of(Map<String, String> environment) {
    return new SecretValues(
        environment.entrySet().stream()
            .filter(each -> each.getValue().length() >= LEAST_CHARACTERS && isSecret(each.getKey()))
            .map(Map.Entry::getValue)
            .toList());
  }

  private static boolean isSecret(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return NAMES.stream().anyMatch(upper::contains);
  }

  /// A line with stars in their place, and in that of passwords in URLs.
  String hiddenIn(String line) {
    String safe = line;
    for (String value : values) {
      safe = safe.replace(value, "***");
    }
    return Secrets.hidden(safe);
  }
}
