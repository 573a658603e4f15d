package dev.towpath.backup;

import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.seal.Recipient;
import dev.towpath.backup.store.Storage;
import dev.towpath.digest.Sha256;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
      files.add(new StoredFile(path, Files.size(file), Sha256.of(file)));
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
    return new Backup(written, Sha256.of(bytes), List.of(), Optional.empty());
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
      storage.deleteAll(files.stream().map(file -> id + "/" + file.path()).toList());
    } catch (IOException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
