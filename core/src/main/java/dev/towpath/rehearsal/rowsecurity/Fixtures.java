package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The policy fixtures of a project: in JSON, YAML or CSV what each role may do, in SQL the rows to
/// try it on. Other files of the folder are left alone.
///
/// @param expected in the order of the files
/// @param rows the texts of the SQL files, by name
record Fixtures(List<Fixture> expected, Map<String, String> rows) {
  private static final String FOLDER = "supabase/tests/fixtures";
  private static final Set<String> KEYS = Set.of("table", "role", "command", "expect");
  private static final Set<String> COMMANDS = Set.of("select", "insert", "update", "delete");
  private static final Set<String> EXPECTATIONS = Set.of("none", "own", "all");

  static Fixtures read(Path project) {
    List<Fixture> expected = new ArrayList<>();
    Map<String, String> rows = new LinkedHashMap<>();
    Path folder = project.resolve(FOLDER);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().filter(Files::isRegularFile).toList()) {
          String name = FOLDER + "/" + file.getFileName();
          String text = Files.readString(file, StandardCharsets.UTF_8);
          switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json", "yaml", "yml" -> expected.addAll(yaml(name, text));
            case "csv" -> expected.addAll(csv(name, text));
            case "sql" -> rows.put(name, text);
            default -> {}
          }
        }
      } catch (IOException e) {
        throw unreadable(FOLDER, e.toString()).exception(e);
      }
    }
    return new Fixtures(expected, rows);
  }

  private static List<Fixture> yaml(String file, String text) {
    Object read;
    try {
      read = new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw unreadable(file, "" + e.getMessage()).exception(e);
    }
    List<Fixture> fixtures = new ArrayList<>();
    if (read instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> map && map.keySet().containsAll(KEYS)) {
          Map<String, String> values = new LinkedHashMap<>();
          KEYS.forEach(key -> values.put(key, "" + map.get(key)));
          fixtures.add(fixture(file, 1, values));
        }
      }
    }
    return fixtures;
  }

  private static List<Fixture> csv(String file, String text) {
    List<String> lines = text.lines().toList();
    List<String> names = lines.isEmpty() ? List.of() : cells(lines.getFirst());
    List<Fixture> fixtures = new ArrayList<>();
    if (names.containsAll(KEYS)) {
      for (int i = 1; i < lines.size(); i++) {
        List<String> cells = cells(lines.get(i));
        if (cells.size() == names.size()) {
          Map<String, String> values = new LinkedHashMap<>();
          for (int column = 0; column < cells.size(); column++) {
            values.put(names.get(column), cells.get(column));
          }
          fixtures.add(fixture(file, i + 1, values));
        }
      }
    }
    return fixtures;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private static Fixture fixture(String file, int line, Map<String, String> values) {
    String table = values.getOrDefault("table", "");
    String command = values.getOrDefault("command", "").toLowerCase(Locale.ROOT);
    String expect = values.getOrDefault("expect", "").toLowerCase(Locale.ROOT);
    if (!COMMANDS.contains(command) || !EXPECTATIONS.contains(expect)) {
      throw unreadable(file, "It says " + command + " " + expect + " of " + table + ".")
          .exception();
    }
    return new Fixture(
        file,
        line,
        table.contains(".") ? table : "public." + table,
        values.getOrDefault("role", ""),
        command,
        expect);
  }

  private static Problem unreadable(String file, String why) {
    return Problem.of("fixture-unreadable", Exit.USAGE, "The policy fixture can't be read.")
        .at(Location.file(file))
        .because(why)
        .leaving("No target was touched.")
        .next("A fixture has table, role, command, and expect with none, own or all.");
  }
}
