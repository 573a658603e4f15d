package dev.towpath.catalog.source;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.CatalogText;
import dev.towpath.catalog.Scope;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.verify.ReplayedCatalog;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/// Reads the catalog of a [Source].
///
/// @param folder that revisions' paths count from
/// @param open opens a database by its name
/// @param replay runs the migrations of a layout on a scratch server
/// @param listener hears how a replay goes on
public record CatalogSources(
    Path folder,
    Function<String, OpenTarget> open,
    Function<Layouts.Found, ReplayedCatalog> replay,
    RunListener listener) {
  /// How long one query on the system catalogs may take.
  private static final Duration LIMIT = Duration.ofMinutes(2);

  public Sourced read(Source source) throws SQLException, IOException {
    Catalog catalog =
        switch (source) {
          case Source.Database database -> database(database);
          case Source.Snapshot snapshot -> text(snapshot.title(), bytes(snapshot.file()));
          case Source.Migrations migrations -> replayed(migrations.folder());
          case Source.Revision revision -> revision(revision);
        };
    return new Sourced(source.title(), catalog);
  }

  private Catalog database(Source.Database database) throws SQLException {
    try (OpenTarget target = open.apply(database.name());
        Connection connection = target.connect("catalog")) {
      Platform said = target.target().platform();
      Platform platform = said == Platform.NONE ? Platform.of(connection) : said;
      return new CatalogReader(Scope.of(platform), LIMIT).read(connection).catalog();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw Problem.of("catalog-missing", Exit.USAGE, "The file " + file + " can't be read.")
          .leaving("Nothing was read or changed.")
          .next("Write it: towpath catalog snapshot -e ENV --to FILE")
          .exception();
    }
    return Files.readAllBytes(file);
  }

  private static Catalog text(String title, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.startsWith("{")) {
      throw Problem.of("catalog-unreadable", Exit.USAGE, title + " is a snapshot as JSON.")
          .because("Only the text form is read back.")
          .leaving("Nothing was changed.")
          .next("Take the snapshot without --output json.")
          .exception();
    }
    return CatalogText.read(text);
  }

  private Catalog replayed(Path migrations) throws IOException {
    Layouts.Found found = new Layouts.Found(Layouts.in(folder, migrations), migrations);
    return replay.apply(found).of(found.layout().read(folder, migrations).migrations(), listener);
  }

  private Catalog revision(Source.Revision revision) throws IOException {
    try (RevisionFiles files = RevisionFiles.of(folder, revision)) {
      return Files.isDirectory(files.path())
          ? replayed(files.path())
          : text(revision.title(), Files.readAllBytes(files.path()));
    }
  }
}
