package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.Trivia;
import dev.towpath.migration.history.Histories;
import dev.towpath.migration.history.History;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prisma Migrate's layout, up to Prisma 7: `prisma/migrations/<version>_<name>/migration.sql`, in
/// the order of the folders' names; `down.sql` beside it undoes it.
///
/// Prisma 8 keeps migrations in another form (`ops.json`), which is named and refused.
final class PrismaLayout implements Layout {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.+)", Pattern.DOTALL);
  private static final Pattern PROVIDER =
      Pattern.compile("^provider\\s*=\\s*\"?([^\"\\s]*)\"?", Pattern.MULTILINE);
  private static final String LOCK = "migration_lock.toml";
  private static final String UP = "migration.sql";
  private static final String DOWN = "down.sql";
  private static final Set<String> PROVIDERS = Set.of("postgresql", "postgres", "cockroachdb");

  @Override
  public String name() {
    return "prisma";
  }

  @Override
  public List<String> folders() {
    return List.of("prisma/migrations", "src/prisma/migrations", "prisma/schema/migrations");
  }

  @Override
  public boolean fits(Path folder) {
    return Names.any(folder, 1, name -> name.equals(LOCK))
        || Names.any(folder, 2, name -> name.equals(UP) || name.equals("ops.json"));
  }

  @Override
  public LayoutFiles read(Path project, Path folder) {
    Folder files = Folder.read(project, folder, PrismaLayout::wanted);
    List<Finding> findings = new ArrayList<>(files.findings());
    Map<String, Map<String, TextFile>> folders = new TreeMap<>();
    for (TextFile file : files.files()) {
      if (file.name().equals(LOCK)) {
        provider(file).ifPresent(findings::add);
      } else if (file.name().equals("ops.json")) {
        findings.add(prismaNext(file));
      } else if (file.atTop()) {
        findings.add(FileNames.unmatched(file, "<version>_<name>/migration.sql"));
      } else if (file.folder().contains("/")) {
        findings.add(FileNames.inSubfolder(file));
      } else {
        folders.computeIfAbsent(file.folder(), f -> new TreeMap<>()).put(file.name(), file);
      }
    }
    List<Migration> migrations = new ArrayList<>();
    folders.forEach((name, inside) -> add(name, inside, migrations, findings));
    return new LayoutFiles(migrations, findings);
  }

  private static boolean wanted(String name) {
    return Folder.isSql(name) || name.equals(LOCK) || name.equals("ops.json");
  }

  private static void add(
      String folder,
      Map<String, TextFile> inside,
      List<Migration> migrations,
      List<Finding> findings) {
    TextFile up = inside.get(UP);
    if (up == null) {
      findings.add(withoutScript(inside.values().iterator().next()));
      return;
    }
    Matcher name = NAME.matcher(folder);
    boolean named = name.matches();
    Optional<Source> down =
        Optional.ofNullable(inside.get(DOWN))
            .filter(file -> !Trivia.only(file.text(), 0, file.text().length()))
            .map(TextFile::source);
    migrations.add(up.migration(named ? name.group(1) : folder, named ? name.group(2) : "", down));
  }

  private static Optional<Finding> provider(TextFile lock) {
    Matcher provider = PROVIDER.matcher(lock.text());
    if (!provider.find() || PROVIDERS.contains(provider.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
                "prisma-provider",
                Severity.ERROR,
                "These migrations are made for " + provider.group(1) + ", not for PostgreSQL.")
            .at(lock.location())
            .help("Towpath runs migrations on PostgreSQL alone."));
  }

  private static Finding prismaNext(TextFile file) {
    return Finding.of(
            "prisma-next", Severity.ERROR, "This migration has the form of Prisma 8 (ops.json).")
        .at(file.location())
        .because("Towpath reads the migrations of Prisma up to version 7 (migration.sql).")
        .help("Run it with Prisma itself, or keep these migrations as SQL.");
  }

  private static Finding withoutScript(TextFile other) {
    return Finding.of(
            "migration-file-missing",
            Severity.ERROR,
            "The folder " + other.folder() + " has no migration.sql.")
        .at(Location.file(other.path()))
        .because("Prisma stops at such a folder (P3015).")
        .help("Add migration.sql, or remove the folder.");
  }

  @Override
  public Optional<String> version(String path) {
    int slash = path.indexOf('/');
    if (slash < 0 || !path.substring(slash + 1).equals(UP)) {
      return Optional.empty();
    }
    Matcher name = NAME.matcher(path.substring(0, slash));
    return Optional.of(name.matches() ? name.group(1) : path.substring(0, slash));
  }

  @Override
  public Comparator<String> order() {
    return Versions.AS_TEXT;
  }

  @Override
  public String downScript(Migration migration) {
    return Path.of(migration.up().file()).resolveSibling(DOWN).toString();
  }

  @Override
  public History history() {
    return Histories.PRISMA;
  }

  @Override
  public Path newFile(Path folder, Instant moment, String name) {
    return folder.resolve(Versions.stamp(moment) + "_" + name).resolve(UP);
  }
}
