package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bundle of a release holds all that it left, without being told where that lies.
class LedgerExportTest {
  private static final String RUNBOOK =
      """
      runbook: Orders
      classes:
        standard: { approve: [engineering] }
      steps:
        - check:
        - checklist: pre.md
        - backup:
        - migrate:
        - run: { command: "echo smoke; mkdir -p out; echo ok > out/smoke.xml", changes: nothing }
          keep: [out/*.xml]
        - run: { command: "echo fails; exit 3", changes: nothing }
          on-failure: roll-back
      """;

  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void release() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("migrations"));
    write("migrations/20260101000000_orders.up.sql", "create table orders (id int primary key);");
    write("migrations/20260101000000_orders.down.sql", "drop table orders;");
    write("towpath.yaml", "layout: plain\nmigrations: migrations\n");
    write("pre.md", "- [ ] Support knows\n");
    write("r.yaml", RUNBOOK);
    towpath = new TestCli(folder, variables("ann"));
    done("release", "plan", "r.yaml", "-e", "embedded", "--name", "r-1");
    new TestCli(folder, variables("ben")).run("release", "approve", "r-1", "--role", "engineering");
    done("release", "start", "r-1", "--detach");
    Thread driver = new Thread(() -> towpath.run("release", "start", "r-1"), "test-driver");
    driver.start();
    try {
      TestCli.Outcome asked = towpath.run("release", "status", "r-1", "--follow");
      assertThat(asked.err()).contains("Support knows");
      done("release", "tick", "r-1", "--item", "1", "--proof", "mail of today");
      driver.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(towpath.run("release", "status", "r-1").exit()).isEqualTo(Exit.UNCHANGED.code());
  }

  @Test
  void allThatTheReleaseLeftIsInItUnderNamesThatAPersonReads() throws Exception {
    Path postMortem = only("docs/post-mortems");
    Files.writeString(postMortem, Files.readString(postMortem) + "\nA person wrote this.\n");
    Map<String, byte[]> files = export();
    String manifest = "files/backups/" + only("backups").getFileName() + "/manifest.json";
    assertThat(files.keySet())
        .contains("files/plan/r.yaml", "files/plan/pre.md", manifest)
        .contains("files/plan/migrations/20260101000000_orders.up.sql")
        .contains("files/steps/01-check/check.md", "files/steps/01-check/check.json")
        .contains("files/steps/04-migrate/apply.json", "files/steps/05-run/run.log")
        .contains("files/steps/05-run/kept/out/smoke.xml", "files/steps/06-run/run.log")
        .contains("files/documents/docs/runbooks/rollback-log.md")
        .contains("files/documents/docs/post-mortems/" + postMortem.getFileName())
        .contains("files/documents/docs/releases/" + postMortem.getFileName());
    assertThat(text(files, "files/documents/docs/post-mortems/" + postMortem.getFileName()))
        .contains("A person wrote this.");
    assertThat(text(files, "index.html"))
        .contains("<td>Outcome<td>rolled back", "Support knows", "mail of today")
        .contains("<td>author<td>ann<td>authorship<td>", "<td>engineering<td>ben<td>approval<td>")
        .contains("<a href=\"files/steps/05-run/run.log\">run.log</a>")
        .contains("Report of a rehearsal<br><em>The runbook has no step 'rehearse'.</em>");
    assertThat(verify(files)).contains("\nverified", "file        " + manifest);
    byte[] smoke = Objects.requireNonNull(files.get("files/steps/05-run/run.log"));
    files.put("files/steps/05-run/run.log", bytes(files, "files/steps/06-run/run.log"));
    files.put("files/steps/06-run/run.log", smoke);
    assertThat(verify(files))
        .contains("NOT VERIFIED", "files/steps/05-run/run.log has another name in the records");
  }

  @Test
  void whatIsGoneOrChangedIsNamed() throws Exception {
    Path log;
    try (Stream<Path> all = Files.walk(folder.resolve("home"))) {
      log = all.filter(file -> file.endsWith("05-run.log")).findFirst().orElseThrow();
    }
    Files.delete(log);
    Files.writeString(log.resolveSibling("06-run.log"), "all is well\n");
    Files.writeString(log.resolveSibling("09-stray.log"), "?");
    Files.delete(only("backups").resolve("manifest.json"));
    Map<String, byte[]> files = export();
    assertThat(text(files, "index.html"))
        .containsPattern("steps/05-run/run.log, SHA-256 \\w{64}<br><em>It isn't on this machine")
        .containsPattern("steps/06-run/run.log, SHA-256 \\w{64}<br><em>It is there, and no longer")
        .contains("09-stray.log<br><em>It lies there, and no record names it.")
        .contains("The backup is gone.");
    assertThat(files.keySet()).noneMatch(name -> name.endsWith("run.log"));
    assertThat(verify(files)).contains("\nverified", "not here    05-run.log, record ");
  }

  private Map<String, byte[]> export() throws IOException {
    Path zip = folder.resolve("r-1.zip");
    assertThat(done("ledger", "export", "--release", "r-1", "-o", "r-1.zip"))
        .contains("about release:r-1 and ");
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        files.put(entry.getName(), archive.getInputStream(entry).readAllBytes());
      }
    }
    return files;
  }

  /// What the bundle's own program says of these files, without our class path.
  private String verify(Map<String, byte[]> files) throws IOException, InterruptedException {
    Path program = folder.resolve("VerifyBundle.java");
    Files.write(program, bytes(files, "VerifyBundle.java"));
    Path zip = folder.resolve("verified.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream archive = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        archive.putNextEntry(new ZipEntry(file.getKey()));
        archive.write(file.getValue());
        archive.closeEntry();
      }
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder("" + java, "" + program, "" + zip).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }

  private static byte[] bytes(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(bytes(files, name), StandardCharsets.UTF_8);
  }

  private Path only(String inside) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve(inside))) {
      return all.filter(file -> !file.getFileName().toString().startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }

  private Map<String, String> variables(String person) {
    String home = folder.resolve("home").toString();
    return Map.of(
        "XDG_STATE_HOME", home,
        "XDG_CONFIG_HOME", home,
        "PATH", "/bin:/usr/bin",
        "TOWPATH_PERSON", person);
  }

  private String done(String... words) {
    TestCli.Outcome outcome = towpath.run(words);
    assertThat(outcome.exit()).as(String.join(" ", words) + outcome.err()).isZero();
    return outcome.out();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
