package dev.towpath.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A JSON object as it was read: members by name, asked for by the type they must have.
///
/// Each method fails with [Malformed] where the text holds something else; the caller knows which
/// file it was and says so.
public final class JsonObject {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, @Nullable Object> members;

  private JsonObject(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /// What can't be read, in a sentence for a person.
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
      super(message);
    }
  }

  /// Reads a text that is one object and nothing else.
  public static JsonObject read(byte[] text) throws Malformed {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Malformed("It is not a JSON object.");
      }
      JsonObject object = new JsonObject(object(parser));
      if (parser.nextToken() != null) {
        throw new Malformed("There is more after the JSON object.");
      }
      return object;
    } catch (JacksonException e) {
      throw new Malformed("It is not JSON: " + e.getOriginalMessage());
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> parser.getString();
    };
  }

  public String text(String name) throws Malformed {
    return member(name, String.class, "a text");
  }

  public long number(String name) throws Malformed {
    return member(name, Long.class, "a whole number");
  }

  public boolean flag(String name) throws Malformed {
    return member(name, Boolean.class, "true or false");
  }

  /// A text that may be missing or null.
  public Optional<String> maybeText(String name) throws Malformed {
    return members.get(name) == null ? Optional.empty() : Optional.of(text(name));
  }

  /// An object that may be missing or null.
  public Optional<JsonObject> maybeObject(String name) throws Malformed {
    return members.get(name) == null ? Optional.empty() : Optional.of(object(name));
  }

  public JsonObject object(String name) throws Malformed {
    return object(name, member(name, Map.class, "an object"));
  }

  /// The elements of a list of objects.
  public List<JsonObject> objects(String name) throws Malformed {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : member(name, List.class, "a list")) {
      objects.add(object(name, element));
    }
    return objects;
  }

  /// The elements of a list of texts.
  public List<String> texts(String name) throws Malformed {
    List<String> texts = new ArrayList<>();
    for (Object element : member(name, List.class, "a list")) {
      if (!(element instanceof String text)) {
        throw new Malformed("\"" + name + "\" holds something that is not a text.");
      }
      texts.add(text);
    }
    return texts;
  }

  /// Its members as maps, lists, texts, numbers, truth values and nulls, in the order of the text.
  public Map<String, @Nullable Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /// The names of its members, in the order of the text.
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  @SuppressWarnings("unchecked")
  private static JsonObject object(String name, @Nullable Object value) throws Malformed {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject((Map<String, @Nullable Object>) map);
    }
    throw new Malformed("\"" + name + "\" holds something that is not an object.");
  }

  private <T> T member(String name, Class<T> type, String kind) throws Malformed {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new Malformed("\"" + name + "\" is not " + kind + ".");
    }
    return type.cast(value);
  }
}
