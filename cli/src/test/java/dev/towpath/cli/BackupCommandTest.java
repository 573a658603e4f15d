package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `towpath backup create` and `list` as a person types them.
class BackupCommandTest {
  private static final int MAJOR = 15;

  private static ScratchServer server;
  private static DatabaseUrl boats;
  @TempDir Path folder;
  private TestCli towpath;

  @BeforeAll
  static void start() throws Exception {
    server = ScratchServer.start(MAJOR, Platform.NONE);
    boats = server.createDatabase("boats");
    try (Connection connection = boats.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create schema app;
          create table app.boats (id bigint generated always as identity primary key, name text);
          insert into app.boats (name) values ('Egret'), ('Heron');
          """);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeProject() throws IOException {
    Files.writeString(
        folder.resolve("towpath.yaml"),
        "environments:\n  production:\n    database: ${DATABASE_URL}\n");
    towpath = new TestCli(folder, Map.of("DATABASE_URL", boats.revealed()));
  }

  @Test
  void aBackupIsMadeAndListedAsUnproved() throws IOException {
    TestCli.Outcome made = towpath.run("backup", "create", "--release", "r-7");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).contains("-production-", "proved   no: it was never restored");
    assertThat(made.err())
        .contains("backing up 1 table")
        .doesNotContain(boats.secret().orElseThrow());
    TestCli.Outcome list = towpath.run("backup", "list");
    assertThat(list.out()).contains("-production-", "logical  r-7", "unproved", "1 backup in ");
    assertThat(towpath.run("backup", "list", "--output", "json").out())
        .contains("\"proved\": false", "\"environment\": \"production\"");
    assertThat(folder.resolve("backups/CHANGELOG.md")).content().contains("| production |");
    assertThat(Files.readString(folder.resolve("backups/CHANGELOG.md")))
        .doesNotContain(boats.secret().orElseThrow());
  }

  @Test
  void itIsKeptWhereTheProjectSays() throws IOException {
    Files.writeString(
        folder.resolve("towpath.yaml"),
        Files.readString(folder.resolve("towpath.yaml")) + "backups:\n  in: kept\n");
    assertThat(towpath.run("backup", "create", "--table", "app.boats").exit()).isZero();
    assertThat(towpath.run("backup", "list").out()).contains("1 backup in " + folder + "/kept");
    assertThat(towpath.run("backup", "create", "--schema", "app", "--to", "else").exit()).isZero();
    assertThat(towpath.run("backup", "list", "--in", "else").out()).contains("/else");
  }

  @Test
  void gitIsToldToIgnoreIt() throws Exception {
    assertThat(new ProcessBuilder("git", "init", "-q", "" + folder).start().waitFor()).isZero();
    String[] create = {"backup", "create", "--table", "app.boats"};
    assertThat(towpath.run(create).err()).contains("note: git doesn't ignore", "!CHANGELOG.md");
    Files.writeString(folder.resolve("backups/.gitignore"), "*\n!CHANGELOG.md\n");
    assertThat(towpath.run(create).err()).doesNotContain("note:");
  }

  @Test
  void whatIsUnfinishedOrDamagedIsShown() throws IOException {
    String id = "20300101T000000Z-production-00ff";
    Files.createDirectories(folder.resolve("backups").resolve(id).resolve("dump"));
    Files.writeString(folder.resolve("backups").resolve(id).resolve("dump/toc.dat"), "x");
    TestCli.Outcome unfinished = towpath.run("backup", "list");
    assertThat(unfinished.exit()).isZero();
    assertThat(unfinished.out()).contains("note[backup-unfinished]: " + id, "0 backups in ");
    Files.writeString(folder.resolve("backups").resolve(id).resolve("manifest.json"), "{}");
    TestCli.Outcome damaged = towpath.run("backup", "list");
    assertThat(damaged.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(damaged.out()).contains("error[backup-unreadable]", id);
  }

  @Test
  void aCommandLineThatMakesNoSenseIsRefused() {
    assertThat(towpath.run("backup", "create", "--schema", "a", "--table", "b").err())
        .contains("Only one of --schema and --table");
    assertThat(towpath.run("backup", "create", "--jobs", "0").exit()).isEqualTo(Exit.USAGE.code());
    assertThat(towpath.run("backup", "create", "--release", "a|b").err())
        .contains("'a|b' is no release's name");
  }
}
