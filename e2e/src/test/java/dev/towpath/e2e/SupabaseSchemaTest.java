package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing of Towpath's own shows in what the real Supabase CLI reads out of a database.
///
/// `db dump` and a plain `db diff` or `db pull` need Docker: of the first the script that it would
/// run there is run here; of the others the forms that need no shadow database.
class SupabaseSchemaTest {
  private static Server server;

  @TempDir private Path folder;
  private Database database;
  private SupabaseCli cli;

  @BeforeAll
  static void startServer() throws InterruptedException {
    Tools.program("supabase");
    server = Server.forPgDump();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void applyByTowpath() throws Exception {
    Folder project = new Folder(folder);
    project.write(
        "supabase/migrations/20260101000000_first.sql", "create table public.books (id int);\n");
    database = server.createDatabase();
    cli = new SupabaseCli(project, database);
    new Towpath(project, database).succeed("apply");
  }

  @Test
  void notInADiff() throws Exception {
    String empty = server.createDatabase().url();

    Finished diff = cli.run("db", "diff", "--from", empty, "--to", database.url());

    assertThat(diff.exit()).as(diff.all()).isZero();
    assertThat(diff.out()).contains("\"books\"").doesNotContainIgnoringCase("towpath");
  }

  @Test
  void notInAPull() throws Exception {
    Finished pull = cli.run("db", "pull", "--declarative", "--yes", "--remote", database.url());

    assertThat(pull.exit()).as(pull.all()).isZero();
    try (Stream<Path> files = Files.walk(folder.resolve("supabase/schemas"))) {
      assertThat(files.filter(Files::isRegularFile))
          .anyMatch(file -> file.endsWith("books.sql"))
          .allSatisfy(file -> assertThat(file).content().doesNotContainIgnoringCase("towpath"));
    }
  }

  @Test
  void notInADump() throws Exception {
    Finished dry = cli.run("db", "dump", "--dry-run", "--remote", database.url());
    assertThat(dry.exit()).as(dry.all()).isZero();
    Path script = folder.resolve("dump.sh");
    Files.writeString(script, dry.out().substring(dry.out().indexOf("#!")));

    Finished dump = Command.of(folder, "bash", script.toString()).run();

    assertThat(dump.exit()).as(dump.all()).isZero();
    assertThat(dump.out()).contains("\"books\"").doesNotContainIgnoringCase("towpath");
  }

  @Test
  void notInTheTypes() throws Exception {
    Finished types = cli.run("gen", "types", "--lang", "typescript", "--remote", database.url());

    assertThat(types.exit()).as(types.all()).isZero();
    assertThat(types.out()).contains("\"books\"").doesNotContainIgnoringCase("towpath");
  }
}
