package dev.towpath.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  private static String text(Map<String, ? extends @Nullable Object> object) {
    return new String(CanonicalJson.bytes(object), StandardCharsets.UTF_8);
  }

  @Test
  void namesAreSortedAndNothingIsIndented() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("b", Arrays.asList(1, null, true));
    object.put("a", Map.of("z", 2L, "y", "é\n\"\\/\u0001"));

    assertThat(text(object))
        .isEqualTo("{\"a\":{\"y\":\"é\\n\\\"\\\\/\\u0001\",\"z\":2},\"b\":[1,null,true]}");
  }

  @Test
  void namesAreSortedByTheirUnits() {
    Map<String, Integer> object = Map.of("\u20ac", 1, "\r", 2, "1", 3, "\ud83d\ude00", 4, "ö", 5);

    assertThat(text(object))
        .isEqualTo("{\"\\r\":2,\"1\":3,\"ö\":5,\"\u20ac\":1,\"\ud83d\ude00\":4}");
  }

  @Test
  void whatAnotherReaderWouldReadOtherwiseIsRefused() {
    assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("a", 1L << 53)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("a", 0.5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    JsonObject read =
        JsonObject.read(
            CanonicalJson.bytes(Map.of("n", 7, "t", "x", "l", List.of("a"), "o", Map.of())));

    assertThat(read.number("n")).isEqualTo(7);
    assertThat(read.text("t")).isEqualTo("x");
    assertThat(read.texts("l")).containsExactly("a");
    assertThat(read.object("o").names()).isEmpty();
    assertThat(read.maybeText("absent")).isEmpty();
  }

  @Test
  void whatIsNotAsExpectedIsSaid() {
    assertThatThrownBy(() -> JsonObject.read("[1]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonObject.Malformed.class);
    assertThatThrownBy(() -> JsonObject.read("{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonObject.Malformed.class);
    assertThatThrownBy(() -> JsonObject.read("{\"a\":1} x".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonObject.Malformed.class);
    assertThatThrownBy(
            () -> JsonObject.read("{\"a\":1}".getBytes(StandardCharsets.UTF_8)).text("a"))
        .hasMessage("\"a\" is not a text.");
  }
}
