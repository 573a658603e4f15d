package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.Trivia;
import dev.towpath.migration.history.Histories;
import dev.towpath.migration.history.History;
import dev.towpath.report.Finding;
import dev.towpath.sql.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// dbmate's layout: `db/migrations/<version>_<name>.sql`, one file with the sections
/// `-- migrate:up` and `-- migrate:down`, in the order of the files' names.
final class DbmateLayout implements Layout {
  private static final Pattern NAME = Pattern.compile("([0-9]+)(.*)\\.sql", Pattern.DOTALL);

  @Override
  public String name() {
    return "dbmate";
  }

  @Override
  public List<String> folders() {
    return List.of("db/migrations", "migrations", "database/migrations", "sql/migrations");
  }

  @Override
  public boolean fits(Path folder) {
    return Names.anySql(folder, DbmateLayout::hasSections);
  }

  private static boolean hasSections(Path file) {
    try {
      return DbmateSections.starts(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return false; // what can't be read isn't recognised
    }
  }

  @Override
  public LayoutFiles read(Path project, Path folder) {
    Folder files = Folder.read(project, folder, Folder::isSql);
    List<Finding> findings = new ArrayList<>(files.findings());
    List<Migration> migrations = new ArrayList<>();
    for (TextFile file : files.files()) {
      Matcher name = NAME.matcher(file.name());
      if (!file.atTop()) {
        findings.add(FileNames.inSubfolder(file));
      } else if (!name.matches()) {
        findings.add(FileNames.unmatched(file, "<version>_<name>.sql"));
      } else {
        migrations.add(migration(file, name, findings));
      }
    }
    return new LayoutFiles(migrations, findings);
  }

  private static Migration migration(TextFile file, Matcher name, List<Finding> findings) {
    DbmateSections sections = DbmateSections.of(file.text());
    sections.fault().map(fault -> fault.at(file.location())).ifPresent(findings::add);
    Span up = sections.up();
    Optional<Source> down =
        sections
            .down()
            .filter(span -> !Trivia.only(file.text(), span.start(), span.end()))
            .map(span -> new Source(file.path(), file.text(), span, sections.downTransaction()));
    return new Migration(
        name.group(1),
        name.group(2).startsWith("_") ? name.group(2).substring(1) : name.group(2),
        new Source(file.path(), file.text(), up, sections.upTransaction()),
        file.digest(),
        down,
        Migration.Kind.VERSIONED);
  }

  @Override
  public Optional<String> version(String path) {
    return FileNames.version(NAME, path);
  }

  @Override
  public Comparator<String> order() {
    return Versions.AS_TEXT;
  }

  @Override
  public String downScript(Migration migration) {
    return migration.up().file() + ", behind -- migrate:down";
  }

  @Override
  public History history() {
    return Histories.DBMATE;
  }

  @Override
  public String text(String up, String down) {
    return "-- migrate:up\n" + up + "\n-- migrate:down\n" + down;
  }

  @Override
  public String template(String name) {
    return "-- migrate:up\n\n\n-- migrate:down\n\n";
  }
}
