package dev.towpath.migration.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.migration.Migration;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutsTest {
  @TempDir Path project;

  private void file(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private LayoutFiles read() {
    Layouts.Found found = Layouts.detect(project);
    return found.layout().read(project, found.folder());
  }

  private static List<String> titles(LayoutFiles files) {
    return files.migrations().stream().map(Migration::title).toList();
  }

  static List<String> said(LayoutFiles files) {
    return files.findings().stream().map(LayoutsTest::said).toList();
  }

  private static String said(Finding finding) {
    String file = finding.where().orElseThrow().file();
    return finding.severity() + " " + finding.rule() + " " + file;
  }

  @Test
  void supabaseRunsFlatFilesInTheOrderOfTheirVersionsAsText() throws IOException {
    file("supabase/migrations/20260102000000_second.sql", "select 2;");
    file("supabase/migrations/20260101000000_first.sql", "select 1;");
    file("supabase/migrations/20260103000000_.sql", "select 3;");
    LayoutFiles files = read();
    assertThat(titles(files))
        .containsExactly("20260101000000 first", "20260102000000 second", "20260103000000");
    assertThat(files.findings()).isEmpty();
    assertThat(files.migrations().getFirst().up().file())
        .isEqualTo("supabase/migrations/20260101000000_first.sql");
  }

  @Test
  void supabaseNamesEveryFileThatItsToolPassesOver() throws IOException {
    file("supabase/migrations/20260101000000_first.sql", "select 1;");
    file("supabase/migrations/20260102000000_loud.SQL", "select 1;");
    file("supabase/migrations/2026-01-03_dated.sql", "select 1;");
    file("supabase/migrations/notes.sql", "select 1;");
    file("supabase/migrations/20260104000000_deep/migration.sql", "select 1;");
    file("supabase/migrations/README.md", "nothing");
    LayoutFiles files = read();
    assertThat(titles(files)).containsExactly("20260101000000 first");
    assertThat(said(files))
        .containsExactlyInAnyOrder(
            "ERROR upper-case-suffix supabase/migrations/20260102000000_loud.SQL",
            "ERROR unmatched-file supabase/migrations/2026-01-03_dated.sql",
            "WARNING unmatched-file supabase/migrations/notes.sql",
            "ERROR file-in-subfolder supabase/migrations/20260104000000_deep/migration.sql");
  }

  @Test
  void supabaseKeepsDownScriptsApartFromMigrations() throws IOException {
    file("supabase/migrations/20260101000000_a.sql", "select 1;");
    file("supabase/migrations/20260102000000_b.sql", "select 1;");
    file("supabase/migrations/20260103000000_c.sql", "select 1;");
    file("supabase/migrations/20260101000000_a_rollback.sql", "select -1;");
    file("supabase/migrations/rollback/20260102000000_b.sql", "select -2;");
    file("supabase/rollbacks/20260103000000_c.down.sql", "select -3;");
    file("supabase/migrations/20260109000000_gone.down.sql", "select -9;");
    LayoutFiles files = read();
    assertThat(files.migrations())
        .extracting(migration -> migration.down().orElseThrow().text())
        .containsExactly("select -1;", "select -2;", "select -3;");
    assertThat(said(files))
        .containsExactlyInAnyOrder(
            "WARNING down-read-as-migration" + " supabase/migrations/20260101000000_a_rollback.sql",
            "ERROR down-without-migration supabase/migrations/20260109000000_gone.down.sql");
  }

  @Test
  void supabasePassesOverAnOldInitAtTheStart() throws IOException {
    file("supabase/migrations/20211208000000_init.sql", "select 1;");
    file("supabase/migrations/20260101000000_a.sql", "select 1;");
    LayoutFiles files = read();
    assertThat(titles(files)).containsExactly("20260101000000 a");
    assertThat(said(files))
        .containsExactly(
            "WARNING supabase-init-skipped supabase/migrations/20211208000000_init.sql");
  }

  @Test
  void prismaReadsFoldersAndTheirDownScripts() throws IOException {
    file("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
    file("prisma/migrations/0_init/migration.sql", "select 0;");
    file("prisma/migrations/20260101000000_add_city/migration.sql", "select 1;");
    file("prisma/migrations/20260101000000_add_city/down.sql", "select -1;");
    file("prisma/migrations/20260102000000_empty/down.sql", "select -2;");
    LayoutFiles files = read();
    assertThat(titles(files)).containsExactly("0 init", "20260101000000 add_city");
    assertThat(files.migrations().getLast().down()).isPresent();
    assertThat(said(files))
        .containsExactly(
            "ERROR migration-file-missing prisma/migrations/20260102000000_empty/down.sql");
  }

  @Test
  void prismaOfAnotherDatabaseOrFormIsRefused() throws IOException {
    file("prisma/migrations/migration_lock.toml", "provider = \"mysql\"\n");
    file("prisma/migrations/app/20260101T0000_first/ops.json", "[]");
    assertThat(said(read()))
        .containsExactlyInAnyOrder(
            "ERROR prisma-provider prisma/migrations/migration_lock.toml",
            "ERROR prisma-next prisma/migrations/app/20260101T0000_first/ops.json");
  }

  @Test
  void plainFilesWithTheSectionsOfAnotherToolAreRefused() throws IOException {
    file("migrations/1_goose.sql", "-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;");
    file("migrations/2_node.sql", "-- Up Migration\nselect 1;\n-- Down Migration\n");
    file("migrations/3_tern.sql", "select 1;\n---- create above / drop below ----\n");
    file("migrations/4_sql_migrate.sql", "-- +migrate Up\nselect 1;\n");
    file("migrations/5_plain.sql", "-- a migration up the river; goose down\nselect 1;\n");
    assertThat(said(Layouts.named("plain").read(project, Path.of("migrations"))))
        .containsExactly(
            "ERROR foreign-sections migrations/1_goose.sql",
            "ERROR foreign-sections migrations/2_node.sql",
            "ERROR foreign-sections migrations/3_tern.sql",
            "ERROR foreign-sections migrations/4_sql_migrate.sql");
  }

  @Test
  void foldersOfDieselAreNotMisread() throws IOException {
    file("migrations/2026-01-01-000000_a/up.sql", "select 1;");
    file("migrations/2026-01-01-000000_a/down.sql", "select 2;");
    assertThat(problem()).isEqualTo("layout-not-found");
  }

  @Test
  void dbmateCutsAFileIntoItsSections() throws IOException {
    file(
        "db/migrations/20260101000000_add_city.sql",
        """
        -- first
        -- migrate:up transaction:false
        create index concurrently on city (name);

        -- migrate:down
        drop index city_name_idx;
        """);
    file(
        "db/migrations/20260103000000_back.sql",
        "-- migrate:up\nselect 1;\n-- migrate:down transaction:false\nvacuum;\n");
    file("db/migrations/20260102000000-nothing.sql", "-- migrate:up\n\n-- migrate:down\n");
    LayoutFiles files = read();
    Migration first = files.migrations().getFirst();
    assertThat(first.title()).isEqualTo("20260101000000 add_city");
    assertThat(first.up().transaction()).isFalse();
    assertThat(first.down().orElseThrow().transaction()).isTrue();
    assertThat(first.up().section().in(first.up().text()))
        .startsWith("-- migrate:up")
        .endsWith("(name);\n\n");
    assertThat(first.down().orElseThrow().section().in(first.up().text()))
        .startsWith("-- migrate:down");
    assertThat(files.migrations().get(1).down()).isEmpty();
    assertThat(files.migrations().getLast().up().transaction()).isTrue();
    assertThat(files.migrations().getLast().down().orElseThrow().transaction()).isFalse();
    assertThat(files.findings()).isEmpty();
  }

  @Test
  void dbmateFilesThatItWouldRefuseAreNamed() throws IOException {
    file("db/migrations/1_ok.sql", "-- migrate:up\nselect 1;\n-- migrate:down\n");
    file("db/migrations/2_no_down.sql", "-- migrate:up\nselect 1;\n");
    file("db/migrations/3_before.sql", "select 0;\n-- migrate:up\n-- migrate:down\n");
    file("db/migrations/4_twice.sql", "-- migrate:up\n-- migrate:down\n-- migrate:up\n");
    file("db/migrations/5_none.sql", "select 1;\n");
    LayoutFiles files = read();
    assertThat(files.migrations()).hasSize(5);
    assertThat(said(files))
        .containsExactly(
            "ERROR dbmate-sections db/migrations/2_no_down.sql",
            "ERROR dbmate-sections db/migrations/3_before.sql",
            "ERROR dbmate-sections db/migrations/4_twice.sql",
            "ERROR dbmate-sections db/migrations/5_none.sql");
  }

  @Test
  void plainFilesRunInTheOrderOfNumbers() throws IOException {
    file("migrations/9_nine.sql", "select 9;");
    file("migrations/10_ten.up.sql", "select 10;");
    file("migrations/10_ten.down.sql", "select -10;");
    LayoutFiles files = read();
    assertThat(Layouts.detect(project).layout().name()).isEqualTo("plain");
    assertThat(titles(files)).containsExactly("9 nine", "10 ten");
    assertThat(files.migrations().getLast().down()).isPresent();
    assertThat(files.findings()).isEmpty();
  }

  @Test
  void aBadFileLosesNoOther() throws IOException {
    file("migrations/1_good.sql", "\uFEFFselect 1;");
    Files.write(project.resolve("migrations/2_latin.sql"), new byte[] {'-', '-', (byte) 0xe9});
    LayoutFiles files = read();
    assertThat(titles(files)).containsExactly("1 good", "2 latin");
    assertThat(files.migrations().getFirst().up().text()).isEqualTo("select 1;");
    assertThat(files.findings())
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("file-not-utf8", Severity.ERROR));
  }

  @Test
  void aProjectWithNoneOrTwoIsAsked() throws IOException {
    assertThat(problem()).isEqualTo("layout-not-found");
    file("supabase/migrations/20260101000000_a.sql", "select 1;");
    file("prisma/migrations/20260101000000_a/migration.sql", "select 1;");
    assertThat(problem()).isEqualTo("layout-ambiguous");
  }

  @Test
  void foldersDeepInAProjectAreOffered() throws IOException {
    file("apps/billing/supabase/migrations/20260101000000_a.sql", "select 1;");
    file("parts/db/prisma/migrations/20260101000000_b/migration.sql", "select 1;");
    file("node_modules/x/migrations/1_c.sql", "select 1;");
    assertThatThrownBy(() -> Layouts.detect(project))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problem().why())
                    .isEqualTo(
                        "Others look like one: apps/billing/supabase/migrations,"
                            + " parts/db/prisma/migrations."));
  }

  private String problem() {
    ProblemException thrown =
        catchThrowableOfType(ProblemException.class, () -> Layouts.detect(project));
    return thrown.problem().code();
  }
}
