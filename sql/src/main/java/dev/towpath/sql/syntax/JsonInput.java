package dev.towpath.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// The parser's JSON as it is read, token by token, without a tree in between.
final class JsonInput {
  /// The parser wrote the JSON itself: nothing in it is too large.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser json;
  private final Offsets offsets;

  JsonInput(byte[] bytes, Offsets offsets) {
    json = FACTORY.createParser(ObjectReadContext.empty(), bytes);
    this.offsets = offsets;
    json.nextToken();
  }

  /// Goes into an object that holds one node, and gives the node's kind; null for an empty
  /// object.
  @Nullable String beginNode() {
    String kind = json.nextName();
    if (kind != null) {
      json.nextToken();
    }
    return kind;
  }

  void endNode(@Nullable String kind) {
    if (kind != null) {
      json.nextToken();
    }
  }

  Node unknown(String kind) {
    json.skipChildren();
    return new Node.UnknownNode(kind);
  }

  void beginObject() {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalStateException("no object but " + json.currentToken());
    }
  }

  /// The next field's name, with its value as the current token; null behind the last.
  @Nullable String nextName() {
    String name = json.nextName();
    if (name != null) {
      json.nextToken();
    }
    return name;
  }

  void skip() {
    json.skipChildren();
  }

  <T> List<T> list(Function<JsonInput, T> element) {
    List<T> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.apply(this));
    }
    return List.copyOf(list);
  }

  String text() {
    return json.getString();
  }

  int number() {
    return json.getIntValue();
  }

  long longValue() {
    return Long.parseLong(json.getString());
  }

  boolean bool() {
    return json.getBooleanValue();
  }

  /// An offset in bytes as one in UTF-16.
  int offset() {
    return offsets.utf16(number());
  }
}
