package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Histories;
import dev.towpath.migration.history.History;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Supabase CLI's layout: `supabase/migrations/<version>_<name>.sql`, in the order of the
/// versions as text.
///
/// The CLI would run `<version>_<name>_rollback.sql` beside a migration as another migration of the
/// same version. Here it is that migration's down script, and a warning says where to keep it: in a
/// sub-folder `rollback`, or in `supabase/rollbacks`, where the CLI doesn't look.
final class SupabaseLayout implements Layout {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.sql", Pattern.DOTALL);
  private static final Pattern OLD_INIT = Pattern.compile("([0-9]{14})_init\\.sql");

  /// The CLI passes over an older `_init.sql` at the start of the folder.
  private static final String FIRST_INIT = "20211209000000";

  @Override
  public String name() {
    return "supabase";
  }

  @Override
  public List<String> folders() {
    return List.of("supabase/migrations");
  }

  @Override
  public boolean fits(Path folder) {
    return folder.normalize().endsWith(Path.of("supabase", "migrations"));
  }

  @Override
  public LayoutFiles read(Path project, Path folder) {
    Folder files = Folder.read(project, folder, Folder::isSql);
    List<Finding> findings = new ArrayList<>(files.findings());
    DownScripts downs = new DownScripts();
    List<TextFile> ups = new ArrayList<>();
    for (TextFile file : files.files()) {
      if (file.atTop() || DownScripts.inFolder(file)) {
        if (!downs.take(file)) {
          ups.add(file);
        }
      } else {
        findings.add(FileNames.inSubfolder(file));
      }
    }
    takeSibling(project, folder, "rollbacks", downs, findings);
    takeSibling(project, folder, "rollback", downs, findings);
    List<Migration> migrations = migrations(ups, downs, findings);
    downs.used().stream().filter(TextFile::atTop).map(this::asMigration).forEach(findings::add);
    findings.addAll(downs.leftOver());
    return new LayoutFiles(migrations, findings);
  }

  private List<Migration> migrations(
      List<TextFile> files, DownScripts downs, List<Finding> findings) {
    List<Migration> migrations = new ArrayList<>();
    for (TextFile file : files) {
      Matcher name = NAME.matcher(file.name());
      if (!name.matches()) {
        findings.add(FileNames.unmatched(file, "<version>_<name>.sql"));
      } else if (file.equals(files.getFirst()) && isOldInit(file.name())) {
        findings.add(oldInit(file));
      } else {
        migrations.add(file.migration(name.group(1), name.group(2), downs.of(name.group(1))));
      }
    }
    migrations.sort(Comparator.comparing(Migration::version, order()));
    return migrations;
  }

  private static void takeSibling(
      Path project, Path folder, String name, DownScripts downs, List<Finding> findings) {
    Path sibling = folder.resolveSibling(name);
    if (Files.isDirectory(project.resolve(sibling))) {
      Folder files = Folder.read(project, sibling, Folder::isSql);
      findings.addAll(files.findings());
      for (TextFile file : files.files()) {
        downs.take(new TextFile(file.path(), name, file.name(), file.text(), file.digest()));
      }
    }
  }

  private static boolean isOldInit(String name) {
    Matcher init = OLD_INIT.matcher(name);
    return init.matches() && init.group(1).compareTo(FIRST_INIT) < 0;
  }

  private static Finding oldInit(TextFile file) {
    return Finding.of(
            "supabase-init-skipped",
            Severity.WARNING,
            "The Supabase CLI passes over " + file.name() + ", and so does Towpath.")
        .at(file.location())
        .because("An _init.sql older than December 2021 was made by early versions of the CLI.")
        .help("Give it another name than init if it has to run.");
  }

  private Finding asMigration(TextFile file) {
    return Finding.of(
            "down-read-as-migration",
            Severity.WARNING,
            "The Supabase CLI would run the down script " + file.name() + " as a migration.")
        .at(file.location())
        .because("Its name matches <version>_<name>.sql; Towpath keeps it for undo.")
        .help("Move it to the sub-folder rollback, where the CLI doesn't look.");
  }

  @Override
  public Optional<String> version(String path) {
    return DownScripts.isOne(path) ? Optional.empty() : FileNames.version(NAME, path);
  }

  @Override
  public Comparator<String> order() {
    return Versions.AS_TEXT;
  }

  @Override
  public String downScript(Migration migration) {
    Path file = Path.of(migration.up().file());
    return file.resolveSibling("rollback").resolve(file.getFileName()).toString();
  }

  @Override
  public History history() {
    return Histories.SUPABASE;
  }
}
