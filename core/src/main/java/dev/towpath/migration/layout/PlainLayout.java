package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Histories;
import dev.towpath.migration.history.History;
import dev.towpath.report.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain files: `migrations/<version>_<name>.sql` or `.up.sql`, in the order of the versions as
/// numbers; `<version>_<name>.down.sql` or `<version>_<name>_rollback.sql` undoes one.
final class PlainLayout implements Layout {
  private static final Pattern NAME =
      Pattern.compile("([0-9]+)[_-](.*?)(?:\\.up)?\\.sql", Pattern.DOTALL);

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public List<String> folders() {
    return List.of(
        "migrations", "db/migrations", "database/migrations", "sql/migrations", "db/migrate");
  }

  @Override
  public boolean fits(Path folder) {
    return Names.any(folder, 1, name -> NAME.matcher(name).matches());
  }

  @Override
  public LayoutFiles read(Path project, Path folder) {
    Folder files = Folder.read(project, folder, Folder::isSql);
    List<Finding> findings = new ArrayList<>(files.findings());
    DownScripts downs = new DownScripts();
    List<TextFile> ups = new ArrayList<>();
    for (TextFile file : files.files()) {
      if (!file.atTop() && !DownScripts.inFolder(file)) {
        findings.add(FileNames.inSubfolder(file));
      } else if (!downs.take(file)) {
        ups.add(file);
      }
    }
    List<Migration> migrations = new ArrayList<>();
    for (TextFile file : ups) {
      Matcher name = NAME.matcher(file.name());
      if (name.matches()) {
        SectionMarkers.in(file).ifPresent(findings::add);
        migrations.add(file.migration(name.group(1), name.group(2), downs.of(name.group(1))));
      } else {
        findings.add(FileNames.unmatched(file, "<version>_<name>.sql"));
      }
    }
    migrations.sort(Comparator.comparing(Migration::version, order()));
    findings.addAll(downs.leftOver());
    return new LayoutFiles(migrations, findings);
  }

  @Override
  public Optional<String> version(String path) {
    return DownScripts.isOne(path) ? Optional.empty() : FileNames.version(NAME, path);
  }

  @Override
  public String identity(String version) {
    return Versions.withoutZeros(version);
  }

  @Override
  public Comparator<String> order() {
    return Versions.AS_NUMBER;
  }

  @Override
  public History history() {
    return Histories.PLAIN;
  }
}
