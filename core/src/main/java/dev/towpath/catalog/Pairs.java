package dev.towpath.catalog;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Names and values that a query gives as one JSON object of texts.
final class Pairs {
  private static final JsonFactory JSON = new JsonFactory();

  private Pairs() {}

  static Map<String, String> of(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    Map<String, String> pairs = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          pairs.put(name, parser.getString());
        }
      }
    }
    return pairs;
  }
}
