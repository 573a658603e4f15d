package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `towpath check` of files that no one would write on purpose: each costs a finding or a clear
/// refusal, never the others' findings.
final class CheckBadInputTest {
  private static final String DROP = "drop table barge;\n";
  private static final int LARGE = 50 << 20;

  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void sound() throws IOException {
    towpath = new TestCli(folder);
    write("sql/sound.sql", DROP.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String file, byte[] bytes) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.write(path, bytes);
  }

  private String check() {
    TestCli.Outcome outcome = towpath.run("check", "sql");
    assertThat(outcome.out()).as(outcome.err()).contains("sql/sound.sql:1:1");
    return outcome.out();
  }

  @Test
  void nulIsAMistakeOfItsFile() throws IOException {
    write("sql/nul.sql", "drop table a;\0drop table b;".getBytes(StandardCharsets.UTF_8));
    assertThat(check()).contains("sql/nul.sql:1:14");
  }

  @Test
  void byteOrderMarkIsNoText() throws IOException {
    write("sql/bom.sql", ("\uFEFF" + DROP).getBytes(StandardCharsets.UTF_8));
    assertThat(check()).contains("sql/bom.sql:1:1").doesNotContain("syntax-error");
  }

  @Test
  void fixKeepsMarkAndLineEnds() throws IOException {
    String sql = "\uFEFF-- indexes\r\ncreate index i on barge (id);\r\n";
    Path file = write("sql/crlf.sql", sql.getBytes(StandardCharsets.UTF_8));
    assertThat(towpath.run("check", "sql", "--fix").err()).contains("sql/crlf.sql:2:1");
    assertThat(Files.readString(file)).isEqualTo(sql.replace("index i", "index CONCURRENTLY i"));
    assertThat(check()).doesNotContain("index-not-concurrent");
  }

  @Test
  void invalidUtf8CostsItsFileAlone() throws IOException {
    write("sql/latin.sql", "comment on table a is 'é';".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(check()).contains("file-not-utf8", "sql/latin.sql");
  }

  @Test
  void emptyFolderIsNoAllClear() throws IOException {
    Files.createDirectories(folder.resolve("none"));
    TestCli.Outcome outcome = towpath.run("check", "none");
    assertThat(outcome.err()).contains("error[file-missing]", "none");
    assertThat(outcome.exit()).isEqualTo(Exit.USAGE.code());
  }

  @Test
  void danglingAndCircularLinksCostThemselvesAlone() throws IOException {
    Files.createSymbolicLink(folder.resolve("sql/gone.sql"), Path.of("nowhere.sql"));
    Files.createSymbolicLink(folder.resolve("sql/round"), Path.of("../sql"));
    assertThat(check()).contains("sql/gone.sql");
  }

  @Test
  void whatMayNotBeReadCostsItselfAlone() throws IOException {
    Path file = write("sql/secret.sql", new byte[0]);
    Path inner = write("sql/locked/inner.sql", new byte[0]).getParent();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("---------"));
    try {
      Assumptions.assumeFalse(Files.isReadable(file), "skipped: this user may read everything");
      assertThat(check()).contains("sql/secret.sql", "sql/locked");
    } finally {
      Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void unknownBaseIsRefused() throws Exception {
    assertThat(towpath.run("check", "sql", "--base", "main").exit()).isEqualTo(Exit.USAGE.code());
    assertThat(new ProcessBuilder("git", "init", "-q").directory(folder.toFile()).start().waitFor())
        .isZero();
    TestCli.Outcome outcome = towpath.run("check", "sql", "--base", "nowhere");
    assertThat(outcome.err()).contains("nowhere").doesNotContain("Exception");
    assertThat(outcome.exit()).isEqualTo(Exit.USAGE.code());
  }

  @Test
  @Tag("slow")
  void largeFileIsReadToItsEnd() throws IOException {
    String row = "insert into barge values (1, '" + "x".repeat(1_000) + "');\n";
    write(
        "sql/large.sql",
        (row.repeat(LARGE / row.length()) + DROP).getBytes(StandardCharsets.UTF_8));
    assertThat(check()).contains("sql/large.sql:" + (LARGE / row.length() + 1) + ":1");
  }
}
