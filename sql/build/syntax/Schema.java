package syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kinds of PostgreSQL's parse tree, as the TypeScript declarations of its npm package give
/// them.
///
/// @param kinds the node kinds with their fields, by name
/// @param enums the enumerations that the fields use, with their constants
record Schema(Map<String, List<Field>> kinds, Map<String, List<String>> enums) {
  /// In the package's list of nodes, but parts of other results than a parse tree.
  private static final Set<String> NO_NODES = Set.of("ParseResult", "ScanResult");

  record Field(String name, String type, boolean many) {}

  static Schema read(String types, String enums) {
    Map<String, List<Field>> kinds = new TreeMap<>();
    Set<String> used = new TreeSet<>();
    for (String kind : members(types)) {
      List<Field> fields = fields(types, kind);
      fields.forEach(field -> used.add(field.type()));
      kinds.put(kind, fields);
    }
    Map<String, List<String>> constants = new LinkedHashMap<>();
    Matcher matcher = Pattern.compile("export type (\\w+) = (\"[^;]*\");").matcher(enums);
    while (matcher.find()) {
      if (used.contains(matcher.group(1))) {
        constants.put(
            matcher.group(1), List.of(matcher.group(2).replaceAll("[\" ]", "").split("\\|")));
      }
    }
    return new Schema(kinds, constants);
  }

  private static List<String> members(String types) {
    String union = types.substring(types.indexOf("export type Node ="));
    union = union.substring(0, union.indexOf(";\n};"));
    return Pattern.compile("(\\w+): \\w+")
        .matcher(union)
        .results()
        .map(match -> match.group(1))
        .filter(kind -> !NO_NODES.contains(kind))
        .toList();
  }

  private static List<Field> fields(String types, String kind) {
    Matcher body = Pattern.compile("export interface " + kind + " \\{([^}]*)\\}").matcher(types);
    if (!body.find()) {
      throw new IllegalStateException("no declaration of " + kind);
    }
    List<Field> fields = new ArrayList<>();
    Matcher field = Pattern.compile("(\\w+)\\?: (\\w+)(\\[\\])?;").matcher(body.group(1));
    while (field.find()) {
      if (!field.group(1).equals("xpr")) { // C's way to inherit; nothing stands in it
        fields.add(new Field(field.group(1), field.group(2), field.group(3) != null));
      }
    }
    return fields;
  }
}
