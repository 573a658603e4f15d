package dev.towpath.approval;

import dev.towpath.json.CanonicalJson;
import dev.towpath.ledger.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A statement that a person has signed. What is signed is its canonical JSON (RFC 8785).
///
/// @param statement texts by name: what is said, by whom, when, in which event of which ledger
/// @param key the public half of the key, hexadecimal
/// @param signature Ed25519, hexadecimal
public record Signed(SortedMap<String, String> statement, String key, String signature) {
  /// The member of an event that holds one.
  public static final String MEMBER = "signed";

  /// Signs texts as the ledger will keep them.
  static Signed sign(Map<String, String> texts, OpenKey key) {
    SortedMap<String, String> statement = new TreeMap<>();
    texts.forEach((name, text) -> statement.put(name, Event.clean(text)));
    return new Signed(statement, key.open().hex(), key.sign(CanonicalJson.bytes(statement)));
  }

  /// What is said under a name; empty where nothing is.
  public String text(String name) {
    return statement.getOrDefault(name, "");
  }

  /// Whether the key has signed the statement; whose key it is, is another question.
  boolean verifies() {
    return new SignerKey(key).verifies(CanonicalJson.bytes(statement), signature);
  }

  /// As a member of an event.
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", key);
    json.put("signature", signature);
    json.put("statement", statement);
    return json;
  }

  /// Reads what [#json] wrote; empty for anything else.
  public static Optional<Signed> read(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> json
        && json.get("statement") instanceof Map<?, ?> texts
        && json.get("key") instanceof String key
        && json.get("signature") instanceof String signature)) {
      return Optional.empty();
    }
    SortedMap<String, String> statement = new TreeMap<>();
    for (Map.Entry<?, ?> text : texts.entrySet()) {
      if (!(text.getKey() instanceof String name && text.getValue() instanceof String words)) {
        return Optional.empty();
      }
      statement.put(name, words);
    }
    return Optional.of(new Signed(statement, key, signature));
  }
}
