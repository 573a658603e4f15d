package wasm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names that the module's imports and exports had before Emscripten shortened them. They are
/// new in each build of the package, and only its JavaScript glue knows them.
public final class Glue {
  /// What the parser calls: see PgQuery in the module `sql`.
  private static final List<String> FUNCTIONS =
      List.of(
          "_malloc",
          "_free",
          "_wasm_parse_query_raw",
          "_wasm_free_parse_result",
          "_setThrew",
          "__emscripten_stack_restore",
          "_emscripten_stack_get_current");

  private final Map<String, String> names = new TreeMap<>();

  private Glue() {}

  public static Glue parse(String script) {
    Glue glue = new Glue();
    for (String pair : find(script, "wasmImports=\\{([^}]*)\\}").split(",")) {
      String[] sides = pair.replace("\"", "").split(":");
      glue.names.put("import." + sides[0], sides[1].replaceFirst("^_+", ""));
    }
    Map<String, String> exports = exports(script);
    for (String function : FUNCTIONS) {
      String export = exports.get(function);
      ModuleReader.expect(export != null, "an export " + function);
      glue.export(function.replaceFirst("^_+", ""), export);
    }
    glue.export("constructors", find(script, "wasmExports\\[\"(\\w+)\"\\]\\(\\)"));
    String table =
        find(script, "(?:wasmTable|__indirect_function_table)=wasmExports\\[\"(\\w+)\"\\]");
    glue.names.put("export.table", table);
    return glue;
  }

  private void export(String name, String shortened) {
    names.put("export." + name, shortened);
  }

  private static Map<String, String> exports(String script) {
    Map<String, String> exports = new HashMap<>();
    Matcher matcher =
        Pattern.compile(
                "(?:Module\\[\"(\\w+)\"\\]=)?(?:(\\w+)=)?(?:Module\\[\"(\\w+)\"\\]=)?"
                    + "wasmExports\\[\"(\\w+)\"\\]")
            .matcher(script);
    while (matcher.find()) {
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          exports.putIfAbsent(matcher.group(group), matcher.group(4));
        }
      }
    }
    return exports;
  }

  private static String find(String script, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(script);
    ModuleReader.expect(matcher.find(), pattern + " in the JavaScript glue");
    return matcher.group(1);
  }

  /// `import.<shortened name>=<name>` and `export.<name>=<shortened name>`, sorted.
  public String asProperties() {
    StringBuilder lines = new StringBuilder();
    names.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return lines.toString();
  }
}
