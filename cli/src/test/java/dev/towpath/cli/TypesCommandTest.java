package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `towpath types` on a small project of Supabase.
class TypesCommandTest {
  private static final String MIGRATION =
      """
      create type public.state as enum ('afloat', 'ashore');
      create table public.boats (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        state public.state
      );
      create schema harbour;
      create table harbour.berths (id bigint generated always as identity, length numeric);
      """;

  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void project() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path migrations = Files.createDirectories(folder.resolve("supabase/migrations"));
    Files.writeString(migrations.resolve("20260101000000_boats.sql"), MIGRATION);
    towpath = new TestCli(folder);
  }

  @Test
  void theFileIsWrittenAndCheckedAgainstTheMigrations() throws IOException {
    String[] check = {"types", "--to", "src/types.ts", "--check"};
    TestCli.Outcome never = towpath.run(check);
    assertThat(never.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(never.out()).contains("error[file-stale]", "towpath types --to src/types.ts");

    TestCli.Outcome written = towpath.run("types", "--to", "src/types.ts");
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(written.out()).startsWith("src/types.ts written from the migrations in ");
    assertThat(folder.resolve("src/types.ts"))
        .content()
        .contains("          state?: Database[\"public\"][\"Enums\"][\"state\"] | null\n")
        .doesNotContain("harbour");
    assertThat(towpath.run(check).exit()).isZero();

    Files.writeString(
        folder.resolve("supabase/migrations/20260102000000_more.sql"),
        "alter table public.boats add column built date;\n");
    TestCli.Outcome stale = towpath.run(check);
    assertThat(stale.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(stale.out()).contains("would be \"built: string | null\"");
  }

  @Test
  void theSchemasAreThoseThatTheProjectServes() throws IOException {
    Files.writeString(
        folder.resolve("supabase/config.toml"),
        "[api]\nschemas = [\"harbour\", \"graphql_public\"]\n");
    assertThat(towpath.run("types").out()).contains("  harbour: {\n").doesNotContain("boats");
    assertThat(towpath.run("types", "--schemas", "public,harbour").out())
        .contains("  harbour: {\n", "      boats: {\n");
    TestCli.Outcome unknown = towpath.run("types", "--schemas", "harbor");
    assertThat(unknown.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(unknown.err()).contains("error[schema-unknown]", "harbour, public");
  }

  @Test
  void javaIsNamedAsItsFile() throws IOException {
    TestCli.Outcome written =
        towpath.run("types", "--lang", "java", "--package", "com.example", "--to", "Boats.java");
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(folder.resolve("Boats.java"))
        .content()
        .contains("package com.example;\n", "public final class Boats {", "record Boats2(\n");
    TestCli.Outcome wrong = towpath.run("types", "--lang", "java", "--to", "my-boats.java");
    assertThat(wrong.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(towpath.run("types", "--check").err()).contains("towpath types --check --to FILE");
  }

  @Test
  void theDatabaseOfAnUrlIsNeverRepeatedWithItsSecret() {
    TestCli.Outcome unreachable =
        towpath.run("types", "-e", "postgresql://boat:hunter2@127.0.0.1:1/none");
    assertThat(unreachable.exit()).isNotZero();
    assertThat(unreachable.out() + unreachable.err()).doesNotContain("hunter2");
  }
}
