package dev.towpath.ledger;

import dev.towpath.control.Control;
import dev.towpath.digest.Sha256;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What there is about one subject as a zip that proves itself: its records with the ledger's own,
/// a proof for each, the files that they are about, a page to read, and the program that verifies.
///
/// @param subject as in the records
/// @param files each with the SHA-256 that one of the records names
/// @param parts files under names of their own
/// @param overview HTML that comes before the records on the page
public record Bundle(String subject, List<Path> files, List<BundlePart> parts, String overview) {
  private static final Pattern DIGEST = Pattern.compile("\"([0-9a-f]{64})\"");
  private static final int SHORT_DIGEST = 12;
  private static final String FILES = "files/";
  private static final String PROGRAM = "VerifyBundle.java";

  public Bundle {
    files = List.copyOf(files);
    parts = List.copyOf(parts);
  }

  /// One whose page has the records alone.
  public Bundle(String subject, List<Path> files, List<BundlePart> parts) {
    this(subject, files, parts, "");
  }

  /// Signs the present state, and writes the bundle against it.
  ///
  /// @return how many records about the subject it holds
  /// @throws dev.towpath.problem.ProblemException with `ledger-nothing-about`,
  ///     `ledger-file-unknown`, `ledger-unreadable` or `ledger-rewritten`
  public int write(Control control, Checkpoints checkpoints, Path zip) throws IOException {
    Checkpoint checkpoint = checkpoints.sign(control).orElseThrow(() -> nothing().exception());
    VerifierKey key = checkpoints.key(checkpoint.origin()).orElseThrow();
    Path part = zip.resolveSibling(zip.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(part);
        ZipOutputStream archive = new ZipOutputStream(out)) {
      int about = control.transaction(c -> write(c, checkpoint, key, archive));
      archive.finish();
      Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
      return about;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private int write(
      Connection connection, Checkpoint checkpoint, VerifierKey key, ZipOutputStream archive)
      throws SQLException {
    List<Entry> own = Records.about(connection, Ledger.SELF, checkpoint.size());
    List<Entry> about = Records.about(connection, subject, checkpoint.size());
    if (about.isEmpty()) {
      throw nothing().exception();
    }
    // Whose a signature is, and which role they held, the records about people tell.
    boolean signed = about.stream().anyMatch(entry -> SignedText.of(entry).isPresent());
    List<Entry> people =
        signed ? Records.about(connection, Ledger.PEOPLE, checkpoint.size()) : List.of();
    put(archive, "checkpoint", checkpoint.text());
    put(archive, "key", key.text() + "\n");
    StringBuilder page = new StringBuilder(BundlePage.head(subject, checkpoint, key, overview));
    Set<String> digests = new HashSet<>();
    for (List<Entry> entries : List.of(own, people, about)) {
      for (Entry entry : entries) {
        prove(connection, entry, checkpoint, archive);
        page.append(BundlePage.section(entry));
        String record = new String(entry.bytes(), StandardCharsets.UTF_8);
        DIGEST.matcher(record).results().forEach(digest -> digests.add(digest.group(1)));
      }
    }
    put(archive, "index.html", page.toString());
    put(archive, PROGRAM, program());
    Set<String> names = new HashSet<>();
    for (Path file : files) {
      put(archive, file, digests, names);
    }
    for (BundlePart part : parts) {
      put(archive, part, digests);
    }
    return about.size();
  }

  private static void prove(
      Connection connection, Entry entry, Checkpoint checkpoint, ZipOutputStream archive)
      throws SQLException {
    Inclusion proof = Inclusion.of(connection, entry.sequence(), checkpoint.size());
    if (!proof.root(Hash.leaf(entry.bytes())).equals(checkpoint.root())) {
      throw Records.changed(entry.sequence()).exception();
    }
    String name = "records/" + entry.sequence();
    put(archive, name + ".json", new String(entry.bytes(), StandardCharsets.UTF_8));
    put(archive, name + ".tlog-proof", proof.text(checkpoint));
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param names that files of the archive have; the digest tells two of one name apart
  private static void put(
      ZipOutputStream archive, Path file, Set<String> digests, Set<String> names) {
    String digest = digest(file);
    if (!digests.contains(digest)) {
      throw unknown(file).exception();
    }
    String name = String.valueOf(file.getFileName());
    String other = names.contains(name) ? digest.substring(0, SHORT_DIGEST) + "-" + name : name;
    if (!names.add(other)) {
      return;
    }
    try {
      archive.putNextEntry(new ZipEntry(FILES + other));
      Files.copy(file, archive);
      archive.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ZipOutputStream archive, BundlePart part, Set<String> digests) {
    MessageDigest digest = Sha256.begin();
    try (InputStream in = new DigestInputStream(part.source().open(), digest)) {
      archive.putNextEntry(new ZipEntry(FILES + part.name()));
      in.transferTo(archive);
      archive.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!digests.contains(part.sha256()) || !Sha256.end(digest).equals(part.sha256())) {
      throw unknown(Path.of(part.name())).exception();
    }
  }

  private static void put(ZipOutputStream archive, String name, String text) {
    try {
      archive.putNextEntry(new ZipEntry(name));
      archive.write(text.getBytes(StandardCharsets.UTF_8));
      archive.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program() {
    try (InputStream in =
        Optional.ofNullable(Bundle.class.getResourceAsStream(PROGRAM)).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Problem nothing() {
    return Problem.of(
            "ledger-nothing-about", Exit.USAGE, "The ledger has no record about " + subject + ".")
        .leaving("No bundle was written.")
        .next("See what there is: towpath ledger list");
  }

  private static Problem unknown(Path file) {
    return Problem.of(
            "ledger-file-unknown", Exit.REFUSED, "No record of the bundle is about " + file + ".")
        .because("A file belongs to a bundle if one of its records names the file's SHA-256.")
        .leaving("No bundle was written.")
        .next("Leave it out, or find the file as it was when it was recorded.");
  }
}
