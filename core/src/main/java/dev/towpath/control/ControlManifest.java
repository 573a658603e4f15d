package dev.towpath.control;

import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What lies in a file that a control database was exported to.
///
/// @param version of the schema
/// @param tables in the order in which they can be filled
/// @param sequences the next number of each, by name
public record ControlManifest(int version, List<Table> tables, Map<String, Long> sequences) {
  private static final int FORMAT = 1;
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  /// One table.
  public record Table(String name, long rows, String sha256) {}

  public ControlManifest {
    tables = List.copyOf(tables);
    sequences = Map.copyOf(sequences);
  }

  /// Of all tables together.
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  byte[] bytes() {
    List<Map<String, Object>> listed = new ArrayList<>();
    for (Table table : tables) {
      listed.add(Map.of("name", table.name(), "rows", table.rows(), "sha256", table.sha256()));
    }
    return CanonicalJson.bytes(
        Map.of(
            "towpath-control", FORMAT,
            "version", version,
            "tables", listed,
            "sequences", new TreeMap<>(sequences)));
  }

  static ControlManifest read(JsonObject json) throws Malformed {
    if (json.number("towpath-control") != FORMAT) {
      throw new Malformed("Its format is " + json.number("towpath-control") + ".");
    }
    List<Table> tables = new ArrayList<>();
    for (JsonObject table : json.objects("tables")) {
      tables.add(new Table(name(table.text("name")), table.number("rows"), table.text("sha256")));
    }
    Map<String, Long> sequences = new TreeMap<>();
    JsonObject numbers = json.object("sequences");
    for (String name : numbers.names()) {
      sequences.put(name(name), numbers.number(name));
    }
    return new ControlManifest((int) json.number("version"), tables, sequences);
  }

  /// Names become part of SQL.
  private static String name(String text) throws Malformed {
    if (!NAME.matcher(text).matches()) {
      throw new Malformed("'" + text + "' is no table's name.");
    }
    return text;
  }
}
