package dev.towpath.release.run;

import dev.towpath.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evidence as canonical JSON can hold it: without fractions, of a bounded length.
final class Evidence {
  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_LIST = 1_000;

  private Evidence() {}

  static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> evidence) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    evidence.forEach((name, value) -> plain.put(name, value(value)));
    return plain;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((name, each) -> plain.put(String.valueOf(name), value(each)));
        yield plain;
      }
      case List<?> list ->
          list.stream().limit(LONGEST_LIST).<@Nullable Object>map(Evidence::value).toList();
      case Boolean flag -> flag;
      case Integer number -> number;
      case Long number -> number;
      default -> shortened(value.toString());
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
  }

  static Map<String, @Nullable Object> of(Problem problem) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("code", problem.code());
    json.put("exit", problem.exit().code());
    json.put("what", problem.what());
    json.put("where", problem.where().map(Object::toString).orElse(null));
    json.put("why", shortened(problem.why()));
    json.put("state", problem.state());
    json.put("next", problem.next());
    return json;
  }
}
