package dev.towpath.backup;

import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.seal.Recipient;
import dev.towpath.backup.store.Storage;
import dev.towpath.json.CanonicalJson;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/// Puts the files of a finished backup into their storage: the manifest last, since it is what
/// makes them a backup.
public final class BackupWriter {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int PUTS_AT_ONCE = 16;

  private final Storage storage;

  public BackupWriter(Storage storage) {
    this.storage = storage;
  }

  /// Seals (if the storage has a key for that), hashes and keeps all files of a folder of
  /// [Storage#staging]. What fails leaves nothing behind that could be taken for a backup, and
  /// deletes what it can.
  ///
  /// @param manifest made of the list of files
  public Backup keep(BackupId id, Path folder, Function<List<StoredFile>, Manifest> manifest)
      throws IOException {
    Optional<Recipient> recipient = storage.keys().recipient();
    List<StoredFile> files = new ArrayList<>();
    for (Path file : files(folder)) {
      if (recipient.isPresent()) {
        recipient.get().seal(file);
      }
      String path = folder.relativize(file).toString().replace('\\', '/');
      files.add(new StoredFile(path, Files.size(file), sha256(file)));
    }
    Manifest written = manifest.apply(List.copyOf(files)).sealedBy(recipient);
    byte[] bytes = ManifestJson.bytes(written);
    try {
      putAll(id, folder, files);
      storage.put(id + Backups.MANIFEST, bytes);
    } catch (IOException | RuntimeException e) {
      forget(id, files, e);
      throw e;
    }
    Backups.Listing listing = new Backups(storage).list();
    new BackupLog(storage).complete(listing.backups());
    return new Backup(written, CanonicalJson.sha256(bytes), List.of(), Optional.empty());
  }

  /// Several at once: a copy of a server has a thousand files, and each waits for the disk.
  private void putAll(BackupId id, Path folder, List<StoredFile> files) throws IOException {
    try (ExecutorService crew = Executors.newFixedThreadPool(PUTS_AT_ONCE)) {
      List<Future<?>> puts = new ArrayList<>();
      for (StoredFile file : files) {
        puts.add(
            crew.submit(
                () -> {
                  storage.put(id + "/" + file.path(), folder.resolve(file.path()));
                  return null;
                }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while files were kept.", e);
    }
  }

  private void forget(BackupId id, List<StoredFile> files, Exception why) {
    try {
      storage.delete(id + Backups.MANIFEST);
      for (StoredFile file : files) {
        storage.delete(id + "/" + file.path());
      }
    } catch (IOException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /// The SHA-256 of a file, in lower-case hexadecimal.
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
