package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `towpath check` looks at, and what it knows.
final class CheckCommandTest {
  private static final String INDEX = "create index barge_name on barge (name);\n";

  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void project() throws Exception {
    towpath = new TestCli(folder);
    write("migrations/0001_barge.sql", "create table barge (id bigint primary key, name text);\n");
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-q", "-m", "barge");
    git("checkout", "-q", "-b", "work");
    write("migrations/0002_index.sql", INDEX);
    git("add", "-A");
    git("commit", "-q", "-m", "index");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void git(String... words) throws Exception {
    String[] command = new String[words.length + 5];
    System.arraycopy(
        new String[] {"git", "-c", "user.name=Ann", "-c", "user.email=ann@barge.example"},
        0,
        command,
        0,
        5);
    System.arraycopy(words, 0, command, 5, words.length);
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void onlyWhatIsNewIsCheckedAgainstABase() throws IOException {
    write("migrations/0003_drop.sql", "drop table barge;\n");
    TestCli.Outcome outcome = towpath.run("check", "--base", "work", "--output", "json");
    assertThat(outcome.out()).contains("\"drop-table\"").doesNotContain("index-not-concurrent");
    assertThat(outcome.out()).contains("\"class\": \"contract\"", "\"files before it\"");
  }

  @Test
  void inCiTheUsualBaseIsTaken() {
    TestCli ci = new TestCli(folder, Map.of("CI", "true"));
    assertThat(ci.run("check", "--output", "json").out())
        .contains("index-not-concurrent", "0002_index.sql")
        .doesNotContain("\"file\": \"migrations/0001_barge.sql\"");
  }

  @Test
  void filesNeedNoProject(@TempDir Path elsewhere) throws IOException {
    Files.createDirectories(elsewhere.resolve("some/deep"));
    Files.writeString(elsewhere.resolve("some/deep/x.sql"), "drop table barge;");
    Files.writeString(elsewhere.resolve("some/empty.sql"), "");
    Files.write(elsewhere.resolve("some/binary.sql"), new byte[] {0, 1, (byte) 0xff, 2});
    TestCli.Outcome outcome = new TestCli(elsewhere).run("check", "some");
    assertThat(outcome.out()).contains("some/deep/x.sql:1:1", "file-not-utf8", "3 migrations");
    assertThat(outcome.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(new TestCli(elsewhere).run("check", "none").err()).contains("error[file-missing]");
  }

  @Test
  void namedMigrationIsCheckedBehindTheOthers() {
    assertThat(towpath.run("check", "migrations/0002_index.sql", "--output", "json").out())
        .contains("index-not-concurrent", "\"born\": \"before\"");
  }

  @Test
  void fixMendsWhatIsNewAlone() throws IOException {
    assertThat(towpath.run("check", "--fix").err())
        .contains("fixed: migrations/0002_index.sql:1:1");
    assertThat(folder.resolve("migrations/0002_index.sql"))
        .hasContent("create index CONCURRENTLY barge_name on barge (name);");
    assertThat(towpath.run("check", "--fix").err()).isEmpty();
  }

  @Test
  void fixIsRefusedWhereNothingSaysWhatIsNew() throws Exception {
    git("branch", "-D", "main");
    TestCli.Outcome outcome = towpath.run("check", "--fix");
    assertThat(outcome.err()).contains("error[fix-needs-new]");
    assertThat(folder.resolve("migrations/0002_index.sql")).hasContent(INDEX);
  }

  @Test
  void baselineIsUsedWhereItIs() {
    assertThat(towpath.run("check", "--write-baseline").out()).contains("towpath-baseline.txt");
    TestCli.Outcome outcome = towpath.run("check");
    assertThat(outcome.exit()).as(outcome.out()).isZero();
    assertThat(outcome.out()).contains("of the baseline)");
  }

  @Test
  void snapshotOfACatalogIsKnown() throws IOException {
    write(
        "production.catalog",
        """
        towpath catalog 1
        major 16

        table lock in public

        column id of lock in public
          type: bigint
        """);
    write("migrations/0003_lock.sql", "create index on lock (id);\n");
    assertThat(
            towpath
                .run(
                    "check",
                    "--catalog",
                    "production.catalog",
                    "--base",
                    "work",
                    "--output",
                    "json")
                .out())
        .contains("\"catalog snapshot\"", "\"postgres\": \"16\"", "\"born\": \"before\"");
    assertThat(towpath.run("check", "--catalog", "none").err()).contains("error[catalog-missing]");
  }

  @Test
  void migrationsBeforeAreReplayedOnce() throws IOException {
    String[] words = {"check", "--base", "main", "--replay", "--output", "json"};
    assertThat(towpath.run(words).out()).contains("\"replayed\"", "\"born\": \"before\"");
    Path kept;
    try (Stream<Path> files = Files.list(folder.resolve(".towpath"))) {
      kept = files.filter(file -> file.toString().contains("catalog-")).findFirst().orElseThrow();
    }
    Files.writeString(kept, "towpath catalog 1\nmajor 18\n");
    assertThat(towpath.run(words).out()).contains("\"born\": \"unknown\"");
  }

  @Test
  void rulesAreSetInTheConfiguration() throws IOException {
    write("towpath.yaml", "rules: { index-not-concurrent: off }\nrunner: psql\n");
    assertThat(towpath.run("check").out()).doesNotContain("index-not-concurrent");
    assertThat(towpath.run("check", "--runner", "rails").err()).contains("error[runner-unknown]");
  }
}
