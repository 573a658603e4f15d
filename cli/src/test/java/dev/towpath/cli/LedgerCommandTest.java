package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.towpath.control.Control;
import dev.towpath.digest.Sha256;
import dev.towpath.problem.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands tell the ledger of a project that keeps one, on an embedded control database.
class LedgerCommandTest {
  @TempDir Path folder;
  private Path project;
  private Map<String, String> variables;
  private TestCli towpath;

  @BeforeEach
  void makeProject() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    project = folder.resolve("portal");
    Path migrations = Files.createDirectories(project.resolve("migrations"));
    Files.writeString(migrations.resolve("0001_boat.sql"), "create table boat (id int);");
    config("control: local\nledger: { checkpoints: docs/ledger }\n");
    variables = Map.of("HOME", "" + folder, "XDG_STATE_HOME", "" + folder.resolve("state"));
    towpath = new TestCli(project, variables);
  }

  private void config(String more) throws IOException {
    Files.writeString(
        project.resolve("towpath.yaml"), "layout: plain\nmigrations: migrations\n" + more);
  }

  @Test
  void whatIsDoneToATargetIsRecordedAndProven() throws Exception {
    assertThat(towpath.run("apply").exit()).isZero();
    assertThat(towpath.run("apply", "--plan", "no-such-plan").exit()).isNotZero();
    TestCli.Outcome frozen = towpath.run("freeze", "--reason", "orders are lost");
    assertThat(frozen.exit()).as(frozen.err()).isZero();
    assertThat(towpath.run("thaw").exit()).isZero();

    TestCli.Outcome list = towpath.run("ledger", "list", "--subject", "environment:embedded");
    assertThat(list.out())
        .containsSubsequence(
            "apply-begun", "apply-ended", "apply-begun", "apply-ended", "freeze-begun")
        .contains("orders are lost", "thaw-ended", "8 records in ");
    assertThat(towpath.run("ledger", "list", "--output", "json").out())
        .contains("\"type\": \"ledger-begun\"", "\"exit\": 0", "\"problem\": \"");
    TestCli.Outcome good = towpath.run("ledger", "verify");
    assertThat(good.exit()).as(good.out() + good.err()).isZero();
    assertThat(good.out()).contains("10 records, all as written");
    try (Stream<Path> kept = Files.list(project.resolve("docs/ledger"))) {
      assertThat(kept.map(Path::toString)).anyMatch(file -> file.endsWith(".checkpoints"));
    }
    assertThat(folder.resolve(".config/towpath/ledger.key")).exists();
    TestCli.Outcome bundle =
        towpath.run("ledger", "export", "--subject", "environment:embedded", "-o", "all.zip");
    assertThat(bundle.out()).as(bundle.err()).contains("8 records about environment:embedded");
    assertThat(project.resolve("all.zip")).isNotEmptyFile();
    assertThat(towpath.run("ledger", "export", "-o", "all.zip").exit())
        .isEqualTo(Exit.USAGE.code());
  }

  @Test
  void anOlderCopyOfTheControlDatabaseIsFoundOut() throws Exception {
    assertThat(towpath.run("apply").exit()).isZero();
    Files.move(folder.resolve("state/towpath/control"), folder.resolve("elsewhere"));
    TestCli.Outcome refused = towpath.run("apply");
    assertThat(refused.exit()).isEqualTo(Exit.STOPPED.code());
    assertThat(refused.err()).contains("error[ledger-rewritten]");
    TestCli.Outcome verified = towpath.run("ledger", "verify");
    assertThat(verified.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(verified.out()).contains("error[ledger-rewritten]", "is of another ledger");
  }

  @Test
  void theApplicationsRoleCannotTouchARecord() {
    assertThat(towpath.run("apply").exit()).isZero();
    try (Control control = Control.open(variables)) {
      for (String sql :
          List.of(
              "delete from towpath_control.ledger",
              "alter table towpath_control.ledger disable trigger all")) {
        assertThat(catchThrowable(() -> control.transaction(c -> c.createStatement().execute(sql))))
            .as(sql)
            .hasMessageContaining("refused a record");
      }
    }
  }

  @Test
  void withoutTheSettingNothingIsOpenedOrKept() throws IOException {
    config("");
    assertThat(towpath.run("apply").exit()).isZero();
    assertThat(folder.resolve("state")).doesNotExist();
    assertThat(folder.resolve(".config")).doesNotExist();
  }

  @Test
  void theControlDatabaseMovesToAnEmptyPlaceIfItsLedgerIsProven() throws Exception {
    assertThat(towpath.run("apply").exit()).isZero();
    assertThat(towpath.run("control", "export", "control.zip").out()).contains("rows exported");
    Path zip = project.resolve("control.zip");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
        .isEqualTo("rw-------");
    TestCli.Outcome full = towpath.run("control", "import", "control.zip");
    assertThat(full.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(full.err()).contains("error[control-not-empty]");

    TestCli elsewhere =
        new TestCli(
            project, Map.of("HOME", "" + folder, "XDG_STATE_HOME", "" + folder.resolve("new")));
    damage(zip, project.resolve("bad.zip"), Map.of("apply-begun", "apply-began"));
    assertThat(elsewhere.run("control", "import", "bad.zip").err())
        .contains("error[control-file-unreadable]", "Table ledger is not as it was written");
    damage(
        zip,
        project.resolve("forged.zip"),
        Map.of("apply-begun", "apply-began", sha256(zip), sha256(project.resolve("bad.zip"))));
    assertThat(elsewhere.run("control", "import", "forged.zip").err())
        .contains("error[control-import-unproven]", "Record 1 is not the one that was written");
    TestCli.Outcome moved = elsewhere.run("control", "import", "control.zip");
    assertThat(moved.exit()).as(moved.err()).isZero();
    assertThat(elsewhere.run("ledger", "verify").out()).contains("4 records, all as written");
    assertThat(elsewhere.run("apply").exit()).isZero();
    assertThat(elsewhere.run("ledger", "list").out()).contains("6 records in ");
  }

  /// The same zip with words replaced in each of its files.
  private static void damage(Path zip, Path to, Map<String, String> words) throws IOException {
    try (ZipFile archive = new ZipFile(zip.toFile());
        OutputStream out = Files.newOutputStream(to);
        ZipOutputStream damaged = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        damaged.putNextEntry(new ZipEntry(entry.getName()));
        byte[] bytes = archive.getInputStream(entry).readAllBytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> word : words.entrySet()) {
          text = text.replace(word.getKey(), word.getValue());
        }
        damaged.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String sha256(Path zip) throws IOException {
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      return Sha256.of(archive.getInputStream(archive.getEntry("ledger.copy")).readAllBytes());
    }
  }
}
