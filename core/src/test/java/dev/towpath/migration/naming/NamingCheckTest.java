package dev.towpath.migration.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The naming rules, in real git repositories.
class NamingCheckTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Path FOLDER = Path.of("migrations");

  @TempDir Path project;

  private void file(String name, String text) throws IOException {
    Path file = project.resolve(FOLDER).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "user.name=Erin",
                "-c",
                "user.email=erin@example.com",
                "-c",
                "commit.gpgsign=false",
                "-c",
                "core.hooksPath=/dev/null"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(project.resolveSibling(project.getFileName() + ".log").toFile())
            .start();
    assertThat(process.waitFor()).as(command.toString()).isZero();
  }

  private void commit() throws IOException, InterruptedException {
    git("add", "-A");
    git("commit", "-q", "-m", "Next");
  }

  private List<String> check(String base) {
    return check("supabase", base.isEmpty() ? Optional.empty() : Optional.of(base));
  }

  private List<String> check(String layout, Optional<String> base) {
    Layout named = Layouts.named(layout);
    return NamingCheck.check(named, named.read(project, FOLDER), project, FOLDER, base, NOW)
        .stream()
        .map(NamingCheckTest::said)
        .toList();
  }

  private static String said(Finding finding) {
    return finding.rule() + " " + finding.where().orElseThrow().file().replaceFirst(".*/", "");
  }

  private void base() throws IOException, InterruptedException {
    git("init", "-q", "-b", "main");
    file("2026_old_name.sql", "select 0;");
    file("20260101000000_a.sql", "select 'a long enough text to be known again';");
    file("20260201000000_b.sql", "select 2;");
    file("20260301000000_c.sql", "select 3;");
    commit();
    git("checkout", "-q", "-b", "work");
  }

  @Test
  void versionsAreRealTimesAndUnique() throws IOException {
    file("20260229000000_no_leap_year.sql", "select 1;");
    file("20260101240000_no_such_hour.sql", "select 1;");
    file("20240229235959_leap_year.sql", "select 1;");
    file("20270101000000_ahead.sql", "select 1;");
    file("20260401000000_one.sql", "select 1;");
    file("20260401000000_two.sql", "select 1;");
    assertThat(check(""))
        .containsExactlyInAnyOrder(
            "version-not-a-time 20260229000000_no_leap_year.sql",
            "version-not-a-time 20260101240000_no_such_hour.sql",
            "version-in-future 20270101000000_ahead.sql",
            "duplicate-version 20260401000000_two.sql");
  }

  @Test
  void numberedPlainFilesAndFlywaysVersionsAreLeftAlone() throws IOException {
    file("1_a.sql", "select 1;");
    file("2_b.sql", "select 1;");
    assertThat(check("plain", Optional.empty())).isEmpty();
    file("V1__a.sql", "select 1;");
    assertThat(check("flyway", Optional.empty())).noneMatch(said -> said.startsWith("version"));
  }

  @Test
  void mixedWidthIsAnErrorOnlyWhereItChangesTheOrder() throws IOException {
    file("1_a.sql", "select 1;");
    file("20260101000000_b.sql", "select 1;");
    assertThat(check("")).contains("mixed-width-versions 20260101000000_b.sql");
    file("9_c.sql", "select 1;");
    assertThat(check("")).contains("mixed-width-versions 9_c.sql");
  }

  @Test
  void whatIsOnTheBaseBranchStaysAsItIs() throws Exception {
    base();
    git("mv", "migrations/20260101000000_a.sql", "migrations/20260101000000_z.sql");
    file("20260201000000_b.sql", "select 2 + 2;");
    Files.delete(project.resolve("migrations/20260301000000_c.sql"));
    file("20260401000000_new.sql", "select 4;");
    assertThat(check("main"))
        .containsExactlyInAnyOrder(
            "mixed-width-versions 20260101000000_z.sql",
            "version-not-later 20260101000000_z.sql",
            "applied-migration-renamed 20260101000000_z.sql",
            "applied-migration-edited 20260201000000_b.sql",
            "applied-migration-removed 20260301000000_c.sql");
  }

  @Test
  void newMigrationsComeBehindAllThatIsOnTheBaseBranchByNow() throws Exception {
    base();
    file("20260401000000_mine.sql", "select 4;");
    commit();
    assertThat(check("main")).containsExactly("mixed-width-versions 20260101000000_a.sql");
    git("checkout", "-q", "main");
    file("20260501000000_theirs.sql", "select 5;");
    commit();
    git("checkout", "-q", "work");
    assertThat(check("main"))
        .containsExactly(
            "mixed-width-versions 20260101000000_a.sql",
            "version-not-later 20260401000000_mine.sql");
  }

  @Test
  void aBaseThatCannotBeReadIsSaid() throws Exception {
    file("20260101000000_a.sql", "select 1;");
    assertThat(problem("main")).isEqualTo("no-repository");
    git("init", "-q", "-b", "main");
    commit();
    assertThat(problem("origin/main")).isEqualTo("base-unknown");
    assertThat(problem("--all")).isEqualTo("base-unknown");
    git("checkout", "-q", "--orphan", "other");
    file("20260102000000_b.sql", "select 2;");
    commit();
    assertThat(problem("main")).isEqualTo("base-unrelated");
  }

  private String problem(String base) {
    return catchThrowableOfType(ProblemException.class, () -> check(base)).problem().code();
  }

  private String write(String layout, String name) {
    return NewMigration.write(
            Layouts.named(layout),
            project,
            FOLDER,
            name,
            Optional.empty(),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .toString();
  }

  @Test
  void aNewMigrationIsLaterThanTheFolderAndTheBaseBranch() throws Exception {
    assertThat(write("supabase", "Add city!")).isEqualTo("migrations/20260601120000_add_city.sql");
    assertThat(write("supabase", "add city")).isEqualTo("migrations/20260601120001_add_city.sql");
    git("init", "-q", "-b", "main");
    commit();
    git("checkout", "-q", "-b", "work");
    git("checkout", "-q", "main");
    file("20260701235959_theirs.sql", "select 1;");
    commit();
    git("checkout", "-q", "work");
    assertThat(write("dbmate", "mine")).isEqualTo("migrations/20260702000000_mine.sql");
    assertThat(Files.readString(project.resolve("migrations/20260702000000_mine.sql")))
        .startsWith("-- migrate:up\n");
    assertThat(write("prisma", "x")).isEqualTo("migrations/20260601120000_x/migration.sql");
    assertThat(write("flyway", "x")).isEqualTo("migrations/V20260601120000__x.sql");
  }

  @Test
  void whereNoTimeIsLaterItIsSaid() throws IOException {
    file("99999999999999_end.sql", "select 1;");
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> write("supabase", "x"))
                .problem()
                .code())
        .isEqualTo("no-later-version");
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> write("supabase", "?!"))
                .problem()
                .code())
        .isEqualTo("migration-name");
  }
}
