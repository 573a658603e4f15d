package dev.towpath.migration.layout;

import dev.towpath.migration.Source;
import dev.towpath.migration.Trivia;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Down scripts that stand in files of their own: `<version>_<name>.down.sql`,
/// `<version>_<name>_rollback.sql`, or a file named like the migration in a folder of down scripts.
final class DownScripts {
  private static final Pattern NAME =
      Pattern.compile("([0-9]+)_(.*?)(?:\\.down|_rollback)\\.sql", Pattern.DOTALL);
  private static final Pattern PLAIN = Pattern.compile("([0-9]+)_(.*)\\.sql", Pattern.DOTALL);
  private static final Set<String> FOLDERS = Set.of("rollback", "rollbacks", "down");

  private final Map<String, TextFile> byVersion = new LinkedHashMap<>();
  private final Set<TextFile> used = new HashSet<>();

  /// Takes a file if it is a down script, and says whether it did.
  boolean take(TextFile file) {
    Matcher name = NAME.matcher(file.name());
    if (!name.matches()) {
      name = PLAIN.matcher(file.name());
      if (!inFolder(file) || !name.matches()) {
        return false;
      }
    }
    byVersion.putIfAbsent(name.group(1), file);
    return true;
  }

  /// Whether a file's own name is that of a down script.
  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  static boolean inFolder(TextFile file) {
    return FOLDERS.contains(file.folder());
  }

  /// The down script of a version; a script without any statement is none.
  Optional<Source> of(String version) {
    Optional<TextFile> file = Optional.ofNullable(byVersion.get(version));
    file.ifPresent(used::add);
    return file.filter(f -> !Trivia.only(f.text(), 0, f.text().length())).map(TextFile::source);
  }

  /// The files that belong to a migration.
  List<TextFile> used() {
    return byVersion.values().stream().filter(used::contains).toList();
  }

  /// One finding for each down script whose version no migration has asked for.
  List<Finding> leftOver() {
    return byVersion.values().stream()
        .filter(file -> !used.contains(file))
        .map(DownScripts::withoutMigration)
        .toList();
  }

  static Finding withoutMigration(TextFile file) {
    return Finding.of(
            "down-without-migration",
            Severity.ERROR,
            "The down script " + file.name() + " belongs to no migration.")
        .at(file.location())
        .because("No migration has its version, so nothing would ever run it.")
        .help("Give it the version of the migration that it undoes, or remove it.");
  }
}
