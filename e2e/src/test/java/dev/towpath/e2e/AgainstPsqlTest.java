package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Applies the migrations of any project once with psql and once with Towpath, each on an empty
/// database, and compares how far they came and the schemas that they made. Not part of the
/// everyday run: `e2e/against-psql` starts it.
@EnabledIfSystemProperty(named = "project", matches = ".+")
class AgainstPsqlTest {
  private static final String IN_NO_TRANSACTION = "(?s).*cannot (run|be executed).*transaction.*";

  /// The tools' own tables differ in their times and aren't what is compared.
  private static final List<String> LEFT_OUT =
      List.of(
          "--exclude-schema=towpath",
          "--exclude-schema=supabase_migrations",
          "--exclude-table=_prisma_migrations",
          "--exclude-table=flyway_schema_history",
          "--exclude-table=schema_migrations");

  @TempDir private Path folder;
  private final Path project = Path.of(System.getProperty("project", "")).toAbsolutePath();
  private final Platform platform =
      Platform.valueOf(System.getProperty("platform", "none").toUpperCase(Locale.ROOT));

  @Test
  void towpathDoesWhatPsqlDoes() throws Exception {
    Layouts.Found found = Layouts.detect(project);
    List<Migration> migrations = found.layout().read(project, found.folder()).migrations();
    try (ScratchServer server = ScratchServer.start(Server.majorOfPgDump(), platform)) {
      DatabaseUrl byPsql = server.createDatabase("by_psql");
      DatabaseUrl byTowpath = server.createDatabase("by_towpath");

      Optional<String> psqlFailure = applyByPsql(migrations, byPsql);
      Finished towpath = applyByTowpath(byTowpath);

      System.out.printf("%d migrations of layout %s%n", migrations.size(), found.layout().name());
      System.out.println("psql:    " + psqlFailure.orElse("all applied"));
      System.out.println("Towpath: " + (towpath.exit() == 0 ? "all applied" : towpath.all()));
      assertThat(towpath.exit() == 0).isEqualTo(psqlFailure.isEmpty());
      assertThat(schema(byTowpath)).isEqualTo(schema(byPsql));
      System.out.println("The schemas are the same.");
    }
  }

  /// Applies all, or up to the first that fails, and gives what psql said about that one.
  private Optional<String> applyByPsql(List<Migration> migrations, DatabaseUrl database)
      throws IOException, InterruptedException {
    for (Migration migration : migrations) {
      Path script = folder.resolve("script.sql");
      Files.writeString(script, migration.up().section().in(migration.up().text()));
      Finished psql = psql(database, script, "--single-transaction");
      if (psql.exit() != 0 && psql.err().matches(IN_NO_TRANSACTION)) {
        psql = psql(database, script, "--quiet");
      }
      if (psql.exit() != 0) {
        return Optional.of(migration.up().file() + ": " + psql.err());
      }
    }
    return Optional.empty();
  }

  private Finished psql(DatabaseUrl database, Path script, String option)
      throws IOException, InterruptedException {
    return Command.of(
            folder,
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            option,
            "--file=" + script,
            database.revealed())
        .run();
  }

  private Finished applyByTowpath(DatabaseUrl database) throws IOException, InterruptedException {
    return Towpath.command(new Folder(project), database.revealed(), "apply").run();
  }

  private String schema(DatabaseUrl database) throws IOException, InterruptedException {
    Command dump = Command.of(folder, "pg_dump", "--schema-only", "--restrict-key=compared");
    Finished finished = dump.and(LEFT_OUT).and(List.of(database.revealed())).run();
    assertThat(finished.exit()).as(finished.all()).isZero();
    return finished.out();
  }
}
