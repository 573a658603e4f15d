package dev.towpath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.digest.Sha256;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// A bundle proves itself to a program that knows nothing of Towpath, and a damaged one doesn't.
class BundleTest extends LedgerCase {
  private static final String SUBJECT = "release:r-1";

  @Test
  void everyProofLeadsToTheRootOfItsTree() {
    append(40);
    control.transaction(
        connection -> {
          List<Hash> leaves = new ArrayList<>();
          for (Entry entry : Ledger.newest(connection, Optional.empty(), 100)) {
            leaves.add(Hash.leaf(entry.bytes()));
          }
          for (int size = 1; size <= leaves.size(); size++) {
            Hash root = MerkleTest.defined(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
              Inclusion proof = Inclusion.of(connection, index, size);
              assertThat(proof.root(leaves.get(index))).isEqualTo(root);
            }
          }
          return 0;
        });
  }

  @Test
  void aGoodBundleIsVerifiedAndADamagedOneIsNot() throws Exception {
    append(20);
    Path notes = Files.writeString(folder.resolve("notes.md"), "All went well <&>.\n");
    Event about = event(1).because("a <b> & \"c\"").about(Sha256.of(notes));
    control.transaction(connection -> Ledger.append(connection, about));
    Path zip = folder.resolve("bundle.zip");
    BundlePart part = BundlePart.of("plan/run.md", Sha256.of(notes), notes);
    int records =
        new Bundle(SUBJECT, List.of(notes), List.of(part)).write(control, checkpoints, zip);
    assertThat(records).isEqualTo(8);
    String key = Objects.requireNonNull(read(zip).get("key"));
    String other = key.replace("+", "-");
    assertThat(verify(zip, key))
        .contains("\nverified", "records     10", "files/notes.md", "files/plan/run.md");
    assertThat(verify(zip, other)).contains("NOT VERIFIED", "signed with another key");

    assertThat(damaged(zip, "records/1.json", text -> text.replace("ada", "eve")))
        .contains("NOT VERIFIED", "record 1 is not in the ledger that was signed");
    assertThat(damaged(zip, "checkpoint", text -> text.replace("\n23\n", "\n24\n")))
        .contains("NOT VERIFIED", "the checkpoint is not signed");
    assertThat(damaged(zip, "index.html", text -> text.replace("went", "go").replace("ada", "eve")))
        .contains("NOT VERIFIED", "index.html shows other records");
    assertThat(damaged(zip, "index.html", text -> text.replace("<h1>", "<h1>Not proven: ")))
        .contains("\nverified", "the rest of it is not proven");
    assertThat(damaged(zip, "files/notes.md", text -> text + "!"))
        .contains("NOT VERIFIED", "files/notes.md is not the file");
    assertThat(damaged(zip, "records/4.tlog-proof", text -> text.replace("index 4", "index 5")))
        .contains("NOT VERIFIED", "record 4 has the proof of another one");
  }

  @Test
  void whatCannotBeProvenIsNotExported() throws SQLException, IOException {
    Path zip = folder.resolve("bundle.zip");
    assertThatThrownBy(
            () -> new Bundle(SUBJECT, List.of(), List.of()).write(control, checkpoints, zip))
        .hasMessage("The ledger has no record about release:r-1.");
    append(9);
    Path stranger = Files.writeString(folder.resolve("stranger.md"), "x");
    assertThatThrownBy(
            () ->
                new Bundle(SUBJECT, List.of(stranger), List.of()).write(control, checkpoints, zip))
        .hasMessageContaining("stranger.md");
    BundlePart forged = BundlePart.of("run.md", Sha256.of("y"), stranger);
    assertThatThrownBy(
            () -> new Bundle(SUBJECT, List.of(), List.of(forged)).write(control, checkpoints, zip))
        .hasMessageContaining("run.md");
    tamper("update towpath_control.ledger set record = replace(record, 'ada', 'eve')");
    assertThatThrownBy(
            () -> new Bundle(SUBJECT, List.of(), List.of()).write(control, checkpoints, zip))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("is not as it was written");
    assertThat(zip).doesNotExist();
  }

  /// What the program says of a bundle in which one file was changed.
  private String damaged(Path zip, String name, UnaryOperator<String> change) throws Exception {
    Map<String, String> files = read(zip);
    String before = Objects.requireNonNull(files.get(name));
    assertThat(change.apply(before)).isNotEqualTo(before);
    files.put(name, change.apply(before));
    Path other = folder.resolve("damaged.zip");
    try (OutputStream out = Files.newOutputStream(other);
        ZipOutputStream archive = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        archive.putNextEntry(new ZipEntry(file.getKey()));
        archive.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return verify(other, Objects.requireNonNull(files.get("key")));
  }

  private static Map<String, String> read(Path zip) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream archive = new ZipInputStream(in)) {
      for (ZipEntry e = archive.getNextEntry(); e != null; e = archive.getNextEntry()) {
        files.put(e.getName(), new String(archive.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /// Runs the bundle's own program in a process without our class path.
  private String verify(Path zip, String key) throws Exception {
    Path program = folder.resolve("VerifyBundle.java");
    Files.writeString(program, Objects.requireNonNull(read(zip).get("VerifyBundle.java")));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(), "-Xshare:auto", program.toString(), zip.toString(), key.strip())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(said.contains("NOT VERIFIED") ? 1 : 0);
    return said;
  }
}
