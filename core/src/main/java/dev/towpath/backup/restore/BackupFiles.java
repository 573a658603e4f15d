package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Manifest.Seal;
import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.seal.Identity;
import dev.towpath.backup.store.Storage;
import dev.towpath.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// The files of a backup as they are stored, held against its manifest while they are read.
///
/// @param folder where they go; each at its path
record BackupFiles(Storage storage, Backup backup, Path folder) {
  private static final int BUFFER_BYTES = 1 << 18;

  /// Reads all files.
  ///
  /// @return what isn't as the manifest says, a sentence each
  List<String> fetch(RestoreListener listener) throws IOException {
    long all = backup.manifest().storedBytes();
    AtomicLong done = new AtomicLong();
    return fetch("", bytes -> listener.reached(done.addAndGet(bytes), all));
  }

  /// Reads the files below a path.
  ///
  /// @param read hears of bytes that were read
  List<String> fetch(String prefix, LongConsumer read) throws IOException {
    List<String> failures = new ArrayList<>();
    for (StoredFile file : backup.manifest().files()) {
      if (file.path().startsWith(prefix)) {
        fetch(file, read).ifPresent(failures::add);
      }
    }
    return List.copyOf(failures);
  }

  private Optional<String> fetch(StoredFile file, LongConsumer read) throws IOException {
    Path target = folder.resolve(file.path()).normalize();
    if (!target.startsWith(folder)) {
      return Optional.of("The file " + file.path() + " leads out of the backup's folder.");
    }
    Optional<InputStream> stored = storage.open(backup.id() + "/" + file.path());
    if (stored.isEmpty()) {
      return Optional.of("The file " + file.path() + " is missing.");
    }
    Files.createDirectories(target.resolveSibling("."));
    MessageDigest digest = Sha256.begin();
    try (InputStream in = stored.get();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
      copy(in, out, read);
    }
    if (Files.size(target) != file.bytes()) {
      return Optional.of(
          "The file %s has %,d bytes instead of %,d."
              .formatted(file.path(), Files.size(target), file.bytes()));
    }
    return Sha256.end(digest).equals(file.sha256())
        ? opened(file, target)
        : Optional.of("The file " + file.path() + " was changed: its SHA-256 is another one.");
  }

  private Optional<String> opened(StoredFile file, Path target) throws IOException {
    Optional<Seal> seal = backup.manifest().sealed();
    if (seal.isEmpty()) {
      return Optional.empty();
    }
    String key = seal.get().key();
    try {
      storage
          .keys()
          .identity()
          .orElseThrow(() -> Identity.missing(key).exception())
          .open(target, key);
      return Optional.empty();
    } catch (Identity.Damaged e) {
      return Optional.of("The file " + file.path() + " can't be opened. " + e.getMessage());
    }
  }

  private static void copy(InputStream in, OutputStream out, LongConsumer heard)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      heard.accept(read);
    }
  }
}
