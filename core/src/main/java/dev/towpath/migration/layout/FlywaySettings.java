package dev.towpath.migration.layout;

import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.report.Snippet;
import dev.towpath.sql.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Flyway project's own settings, in `flyway.conf` or `flyway.toml`, or Spring's.
///
/// @param scripts what holds for every script that says nothing else
/// @param findings the settings that Towpath doesn't follow
record FlywaySettings(FlywayConf scripts, List<Finding> findings) {
  private static final List<String> FILES =
      List.of(
          "flyway.conf",
          "conf/flyway.conf",
          "flyway.toml",
          "conf/flyway.toml",
          "src/main/resources/application.properties");

  private static final Pattern SECTION = Pattern.compile("\\s*\\[([\\w.-]+)].*");

  /// A key with the value behind it, bare or in quotes; a list keeps its brackets.
  private static final Pattern SETTING =
      Pattern.compile("\\s*([\\w.-]+)\\s*[=:]\\s*[\"']?(.*?)[\"']?\\s*");

  /// What would make other files migrations, or run them in another way, with Flyway's defaults.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "table", "flyway_schema_history",
          "sqlmigrationprefix", "V",
          "undosqlmigrationprefix", "U",
          "repeatablesqlmigrationprefix", "R",
          "baselinemigrationprefix", "B",
          "sqlmigrationseparator", "__",
          "sqlmigrationsuffixes", ".sql",
          "placeholderprefix", "${",
          "placeholdersuffix", "}",
          "initsql", "");

  /// One setting where it stands; the key without the tool's name, dashes and capitals.
  private record Setting(String key, String value, Location where, Snippet snippet) {}

  static FlywaySettings of(Path project) {
    List<Finding> findings = new ArrayList<>();
    FlywayConf scripts = FlywayConf.NONE;
    for (String file : FILES) {
      for (Setting setting : read(project, file)) {
        boolean no = setting.value.equalsIgnoreCase("false");
        scripts =
            switch (setting.key) {
              case "executeintransaction" -> new FlywayConf(!no, scripts.placeholders());
              case "placeholderreplacement" -> new FlywayConf(scripts.transaction(), !no);
              default -> scripts;
            };
        finding(setting).ifPresent(findings::add);
      }
    }
    return new FlywaySettings(scripts, List.copyOf(findings));
  }

  private static List<Setting> read(Path project, String file) {
    try {
      List<Setting> settings = new ArrayList<>();
      String section = file.endsWith(".toml") ? "" : "flyway";
      List<String> lines = Files.readAllLines(project.resolve(file));
      for (int number = 1; number <= lines.size(); number++) {
        String line = lines.get(number - 1);
        Matcher head = SECTION.matcher(line);
        Matcher setting = SETTING.matcher(line);
        if (head.matches()) {
          section = head.group(1);
        } else if (setting.matches()) {
          Location where = new Location(file, new Position(number, 1 + setting.start(1)));
          Snippet snippet = new Snippet(line, setting.end(1) - setting.start(1));
          String key = file.endsWith(".toml") ? section + "." + setting.group(1) : setting.group(1);
          key(key).ifPresent(k -> settings.add(new Setting(k, setting.group(2), where, snippet)));
        }
      }
      return settings;
    } catch (IOException e) {
      return List.of(); // a project has one of these files at most
    }
  }

  private static Optional<String> key(String written) {
    String key = written.toLowerCase(Locale.ROOT).replace("-", "").replaceFirst("^spring\\.", "");
    return key.startsWith("flyway.")
        ? Optional.of(key.substring("flyway.".length()))
        : Optional.empty();
  }

  private static Optional<Finding> finding(Setting setting) {
    String usual = DEFAULTS.get(setting.key);
    if (usual != null && !usual.equals(setting.value.replaceAll("[\\[\\]\"' ]", ""))) {
      return Optional.of(
          said(setting, Severity.ERROR)
              .because("Towpath works as Flyway does with its default, '" + usual + "'.")
              .help("Run these migrations with Flyway, or go back to the default."));
    }
    return setting.key.equals("schemas") || setting.key.equals("defaultschema")
        ? Optional.of(
            said(setting, Severity.WARNING)
                .because("Towpath works in the first schema of the connection's search_path.")
                .help("Give the role that path: alter role NAME set search_path = SCHEMA"))
        : Optional.empty();
  }

  private static Finding said(Setting setting, Severity severity) {
    return Finding.of(
            "flyway-setting",
            severity,
            "Towpath doesn't follow Flyway's setting " + setting.key + ".")
        .at(setting.where)
        .showing(setting.snippet);
  }
}
