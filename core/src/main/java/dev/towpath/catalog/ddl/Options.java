package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Options as DDL writes them: `(fillfactor = 70)` of a relation, `options (host 'x')` of foreign
/// data. The latter may hold a secret, whose place a fixed text takes.
final class Options {
  static final String PREFIX = "option ";
  private static final String SECRET = "(secret)";
  private static final Pattern BARE = Pattern.compile("true|false|on|off|-?\\d+(\\.\\d+)?");

  private Options() {}

  static Map<String, String> of(CatalogObject object) {
    Map<String, String> options = new TreeMap<>();
    object
        .properties()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                options.put(name.substring(PREFIX.length()), value);
              }
            });
    return options;
  }

  /// ` with (...)`, or nothing.
  static String with(CatalogObject object) {
    Map<String, String> options = of(object);
    return options.isEmpty() ? "" : " with " + list(options);
  }

  private static String list(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> option.getKey() + " = " + value(option.getValue()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String value(String value) {
    return BARE.matcher(value).matches() ? value : Sql.literal(value);
  }

  /// `set (...)` and `reset (...)` for what differs.
  static List<String> changes(Change change) {
    Map<String, String> set = new TreeMap<>();
    List<String> reset = new ArrayList<>();
    for (String name : change.rest(PREFIX)) {
      Optional<String> now = change.now(PREFIX + name);
      now.ifPresent(value -> set.put(name, value));
      if (now.isEmpty()) {
        reset.add(name);
      }
    }
    List<String> actions = new ArrayList<>();
    if (!set.isEmpty()) {
      actions.add("set " + list(set));
    }
    if (!reset.isEmpty()) {
      actions.add("reset (" + String.join(", ", reset) + ")");
    }
    return actions;
  }

  /// ` options (...)` of foreign data, or nothing.
  static String foreign(CatalogObject object) {
    Map<String, String> options = of(object);
    return options.isEmpty()
        ? ""
        : options.entrySet().stream()
            .map(option -> Sql.name(option.getKey()) + " " + Sql.literal(option.getValue()))
            .collect(Collectors.joining(", ", " options (", ")"));
  }

  /// `options (add ..., set ..., drop ...)` for what differs; empty if nothing does.
  static Optional<String> foreign(Change change) {
    List<String> actions = new ArrayList<>();
    for (String name : change.rest(PREFIX)) {
      String quoted = Sql.name(name);
      Optional<String> now = change.now(PREFIX + name);
      if (now.isEmpty()) {
        actions.add("drop " + quoted);
      } else {
        String verb = change.was(PREFIX + name).isEmpty() ? "add " : "set ";
        actions.add(verb + quoted + " " + Sql.literal(now.orElseThrow()));
      }
    }
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of("options (" + String.join(", ", actions) + ")");
  }

  /// Says for each option with a secret among some that its value isn't known.
  static void sayGaps(CatalogObject object, Iterable<String> names, Steps steps) {
    for (String name : names) {
      if (object.properties().getOrDefault(PREFIX + name, "").contains(SECRET)) {
        steps.gap(
            object.name(),
            "The value of option " + name + " is a secret, which is never read; set it by hand.");
      }
    }
  }
}
