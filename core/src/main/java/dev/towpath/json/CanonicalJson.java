package dev.towpath.json;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One text for one value, so that its digest means something: RFC 8785, for values without
/// fractions. Names are sorted by their UTF-16 units, nothing is indented, the bytes are UTF-8.
public final class CanonicalJson {
  /// Beyond it a reader that knows only doubles would read another number.
  private static final long LARGEST_NUMBER = (1L << 53) - 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  private CanonicalJson() {}

  /// The bytes of maps, lists, texts, whole numbers, truth values and nulls.
  ///
  /// @throws IllegalArgumentException for a value of another kind, or a number beyond 2^53 - 1
  public static byte[] bytes(Map<String, ? extends @Nullable Object> object) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, object);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((name, member) -> sorted.put(String.valueOf(name), member));
        sorted.forEach(
            (name, member) -> {
              json.writeName(name);
              write(json, member);
            });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(element -> write(json, element));
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number when Math.abs(number) <= LARGEST_NUMBER -> json.writeNumber(number);
      case String text -> json.writeString(text);
      default -> throw new IllegalArgumentException("Not canonical: " + value.getClass());
    }
  }
}
