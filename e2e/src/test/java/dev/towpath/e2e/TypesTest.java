package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real TypeScript compiler reads what Towpath writes of a schema, with the client of Supabase
/// and beside what the generator of the Supabase CLI writes.
class TypesTest {
  private static final Path FILES = Path.of("src/test/resources/types").toAbsolutePath();

  private static Server server;

  @TempDir private Path folder;
  private Database database;
  private Towpath towpath;

  @BeforeAll
  static void startServer() {
    Tools.program("tsc");
    server = Server.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void apply() throws Exception {
    Folder project = new Folder(folder);
    project.write(
        "supabase/migrations/20260101000000_boats.sql",
        Files.readString(FILES.resolve("boats.sql")));
    database = server.createDatabase();
    towpath = new Towpath(project, database);
    towpath.succeed("apply");
    towpath.succeed("types", "--to", "database.types.ts");
    Files.createSymbolicLink(folder.resolve("node_modules"), Tools.modules());
  }

  @Test
  void rightQueriesCompile() throws Exception {
    Finished compiled = compile("right.ts");
    assertThat(compiled.exit()).as(compiled.all()).isZero();
  }

  /// Each query is marked as one that must be refused: one that isn't is an error itself.
  @Test
  void wrongQueriesDoNot() throws Exception {
    Finished compiled = compile("wrong.ts");
    assertThat(compiled.exit()).as(compiled.all()).isZero();
    String unmarked = Files.readString(FILES.resolve("wrong.ts")).replace("@ts-expect-error", "");
    Files.writeString(folder.resolve("wrong.ts"), unmarked);
    assertThat(compileHere("wrong.ts").all())
        .contains(
            "'colour'",
            "Property 'name' is missing",
            "Type 'number' is not assignable to type 'undefined'");
  }

  @Test
  void theCompilerFindsNoDifferenceToTheGeneratorOfTheSupabaseCli() throws Exception {
    SupabaseCli cli = new SupabaseCli(new Folder(folder), database);
    Finished real = cli.run("gen", "types", "--lang", "typescript", "--remote", database.url());
    assertThat(real.exit()).as(real.all()).isZero();
    String types = real.out().substring(real.out().indexOf("export type Json"));
    Files.writeString(folder.resolve("supabase.types.ts"), types);
    Finished compiled = compile("same.ts");
    assertThat(compiled.exit()).as(compiled.all()).isZero();
  }

  private Finished compile(String file) throws IOException, InterruptedException {
    Files.copy(FILES.resolve(file), folder.resolve(file));
    return compileHere(file);
  }

  private Finished compileHere(String file) throws IOException, InterruptedException {
    String[] words = {
      Tools.program("tsc").toString(),
      "--strict",
      "--noEmit",
      "--skipLibCheck",
      "--target",
      "es2022",
      "--module",
      "esnext",
      "--moduleResolution",
      "bundler",
      file
    };
    return Command.of(folder, words).run();
  }
}
