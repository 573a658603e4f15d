package dev.towpath.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A way into JSON: names and positions with dots between them, as in `services.0.name`.
public final class JsonPath {
  private static final int LONGEST = 200;

  private JsonPath() {}

  /// The text, number or truth value at its end, as text; empty if there is none.
  public static Optional<String> find(Map<String, ? extends @Nullable Object> json, String path) {
    Object at = json;
    for (String name : path.split("\\.", -1)) {
      at = step(at, name);
    }
    return at == null || at instanceof Map || at instanceof List
        ? Optional.empty()
        : Optional.of(shortened(at.toString()));
  }

  private static @Nullable Object step(@Nullable Object at, String name) {
    if (at instanceof Map<?, ?> map) {
      return map.get(name);
    }
    if (at instanceof List<?> list && name.matches("[0-9]{1,6}")) {
      int position = Integer.parseInt(name);
      return position < list.size() ? list.get(position) : null;
    }
    return null;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
