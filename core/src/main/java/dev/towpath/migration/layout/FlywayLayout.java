package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.history.Histories;
import dev.towpath.migration.history.History;
import dev.towpath.report.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Flyway's layout with its default prefixes: `V<version>__<name>.sql` in the order of the dotted
/// versions, `U` for the way back, `B` for a baseline, `R__<name>.sql` after all others whenever it
/// changed; `<file>.conf` beside a script can switch its transaction off.
final class FlywayLayout implements Layout {
  @Override
  public String name() {
    return "flyway";
  }

  @Override
  public List<String> folders() {
    return List.of(
        "src/main/resources/db/migration",
        "db/migration",
        "flyway/sql",
        "sql",
        "migrations",
        "src/main/resources/db/migrations",
        "db/migrations");
  }

  @Override
  public boolean fits(Path folder) {
    return Names.any(
        folder,
        3,
        name -> FlywayName.of(name).filter(n -> n.kind() != FlywayName.Kind.UNDO).isPresent());
  }

  @Override
  public LayoutFiles read(Path project, Path folder) {
    Folder files = Folder.read(project, folder, FlywayLayout::wanted);
    List<Finding> findings = new ArrayList<>(files.findings());
    FlywaySettings settings = FlywaySettings.of(project);
    findings.addAll(settings.findings());
    Map<String, FlywayConf> confs = new HashMap<>();
    Map<String, TextFile> downs = new HashMap<>();
    Map<TextFile, FlywayName> ups = new LinkedHashMap<>();
    for (TextFile file : files.files()) {
      if (FlywayConf.is(file)) {
        confs.put(FlywayConf.script(file), FlywayConf.of(file, settings.scripts(), findings));
      } else {
        sort(file, ups, downs, findings);
      }
    }
    List<Migration> migrations = new ArrayList<>();
    Set<TextFile> used = new HashSet<>();
    ups.forEach(
        (file, name) -> {
          Optional<TextFile> down = down(name, downs);
          down.ifPresent(used::add);
          FlywayConf conf = confs.getOrDefault(file.path(), settings.scripts());
          Optional<Source> back =
              down.map(u -> source(u, confs.getOrDefault(u.path(), settings.scripts())));
          migrations.add(migration(file, name, back, conf));
          FlywayFindings.placeholder(file, conf).ifPresent(findings::add);
        });
    downs.values().stream()
        .filter(file -> !used.contains(file))
        .map(DownScripts::withoutMigration)
        .forEach(findings::add);
    migrations.sort(this::compare);
    return new LayoutFiles(migrations, findings);
  }

  private static boolean wanted(String name) {
    return Folder.isSql(name) || name.endsWith(".sql.conf");
  }

  private static void sort(
      TextFile file,
      Map<TextFile, FlywayName> ups,
      Map<String, TextFile> downs,
      List<Finding> findings) {
    Optional<FlywayName> name = FlywayName.of(file.name());
    if (name.isEmpty()) {
      findings.add(FlywayFindings.unmatched(file));
    } else if (name.get().kind() == FlywayName.Kind.UNDO) {
      downs.put(FlywayName.normal(name.get().version()), file);
    } else {
      ups.put(file, name.get());
    }
  }

  private static Optional<TextFile> down(FlywayName name, Map<String, TextFile> downs) {
    return name.kind() == FlywayName.Kind.VERSIONED
        ? Optional.ofNullable(downs.get(FlywayName.normal(name.version())))
        : Optional.empty();
  }

  private static Migration migration(
      TextFile file, FlywayName name, Optional<Source> down, FlywayConf conf) {
    return new Migration(
        name.version(),
        name.description(),
        source(file, conf),
        file.digest(),
        down,
        name.kind().migration());
  }

  private static Source source(TextFile file, FlywayConf conf) {
    return conf.transaction() ? file.source() : file.source().withoutTransaction();
  }

  /// Versions first, then repeatable scripts by name.
  private int compare(Migration a, Migration b) {
    if (a.version().isEmpty() || b.version().isEmpty()) {
      int versioned = Boolean.compare(a.version().isEmpty(), b.version().isEmpty());
      return versioned != 0 ? versioned : a.name().compareTo(b.name());
    }
    int order = order().compare(a.version(), b.version());
    return order != 0 ? order : b.kind().compareTo(a.kind());
  }

  @Override
  public Optional<String> version(String path) {
    return FlywayName.of(path.substring(path.lastIndexOf('/') + 1))
        .filter(name -> name.kind() == FlywayName.Kind.VERSIONED)
        .map(FlywayName::version);
  }

  @Override
  public String identity(String version) {
    return FlywayName.normal(version);
  }

  @Override
  public Comparator<String> order() {
    return Versions.DOTTED;
  }

  @Override
  public boolean timestamps() {
    return false;
  }

  @Override
  public String downScript(Migration migration) {
    Path file = Path.of(migration.up().file());
    return file.resolveSibling("U" + file.getFileName().toString().substring(1)).toString();
  }

  @Override
  public History history() {
    return Histories.FLYWAY;
  }

  @Override
  public Path newFile(Path folder, Instant moment, String name) {
    return folder.resolve("V" + Versions.stamp(moment) + "__" + name + ".sql");
  }
}
