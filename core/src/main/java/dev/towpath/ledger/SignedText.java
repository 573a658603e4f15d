package dev.towpath.ledger;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A person's signature in an event, as a sentence for a page.
final class SignedText {
  private SignedText() {}

  /// Who signed, when, and what it means; empty for an event that nobody signed.
  static Optional<String> of(Entry entry) {
    Map<String, ? extends @Nullable Object> after = entry.event().after();
    Object holder = after.get("body") instanceof Map<?, ?> body ? body : after;
    return holder instanceof Map<?, ?> map
            && map.get("signed") instanceof Map<?, ?> signed
            && signed.get("statement") instanceof Map<?, ?> statement
        ? Optional.of(words(statement))
        : Optional.empty();
  }

  private static String words(Map<?, ?> statement) {
    StringBuilder words = new StringBuilder();
    Object name = statement.get("name");
    words
        .append(name == null ? "" : name + " ")
        .append('(')
        .append(statement.get("by"))
        .append(')');
    words.append(", ").append(statement.get("at"));
    Object meaning = statement.get("meaning");
    if (meaning != null) {
      words.append(", ").append(meaning);
      Object role = statement.get("role");
      words.append(role == null ? "" : " as " + role);
    }
    return words.toString();
  }
}
