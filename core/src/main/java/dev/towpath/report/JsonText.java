package dev.towpath.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Writes maps, lists, streams and plain values as JSON, indented by two spaces.
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  static String of(Map<String, ? extends @Nullable Object> object) {
    return written(object);
  }

  static String of(List<? extends @Nullable Object> list) {
    return written(list);
  }

  private static String written(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(new Indented(), text)) {
      write(json, value);
    }
    return text.append('\n').toString();
  }

  /// Writes as it goes: a stream among the values becomes an array of which only one element is in
  /// memory at a time.
  static void write(Map<String, ? extends @Nullable Object> object, Appendable out)
      throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(new Indented(), new Appending(out))) {
      write(json, object);
    }
    out.append('\n');
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach(
            (name, member) -> {
              json.writeName(String.valueOf(name));
              write(json, member);
            });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(element -> write(json, element));
        json.writeEndArray();
      }
      case Stream<?> stream -> {
        json.writeStartArray();
        stream.forEachOrdered(element -> write(json, element));
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Object other -> json.writeString(other.toString());
    }
  }

  /// What is appended to anything, as a writer.
  private static final class Appending extends Writer {
    private final Appendable out;

    Appending(Appendable out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int start, int length) throws IOException {
      out.append(CharBuffer.wrap(text, start, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter(
          Separators.createDefaultInstance()
              .withObjectNameValueSpacing(Separators.Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator(""));
    }
  }
}
