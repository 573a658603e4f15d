package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Backups;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.ManifestJson;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A backup in a folder of its own, to be damaged.
record Kept(Path folder, String id) {
  /// The same backup in another folder.
  Kept copy(Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        if (!path.toString().contains(".staging")) {
          Path target = to.resolve(folder.relativize(path).toString());
          if (!Files.isDirectory(path)) {
            Files.createDirectories(target.getParent());
            Files.copy(path, target);
          }
        }
      }
    }
    return new Kept(to, id);
  }

  Storage storage() {
    return new FolderStorage(folder);
  }

  Backup backup() throws IOException {
    try (Storage storage = storage()) {
      return new Backups(storage).get(id);
    }
  }

  Path file(String path) {
    return folder.resolve(id).resolve(path);
  }

  /// The largest file below a folder of the backup.
  Path largest(String below) throws IOException {
    try (Stream<Path> paths = Files.walk(file(below))) {
      List<Path> files = new ArrayList<>(paths.filter(Files::isRegularFile).toList());
      Path largest = files.getFirst();
      for (Path file : files) {
        largest = Files.size(file) > Files.size(largest) ? file : largest;
      }
      return largest;
    }
  }

  /// Makes the manifest agree with the files again, as if they had been damaged before they were
  /// hashed.
  Kept rehashed() throws IOException {
    return with(
        manifest -> {
          List<StoredFile> files = new ArrayList<>();
          for (StoredFile file : manifest.files()) {
            try {
              Path path = file(file.path());
              files.add(new StoredFile(file.path(), Files.size(path), Sha256.of(path)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          return with(manifest, manifest.origin(), files);
        });
  }

  Kept with(UnaryOperator<Manifest> change) throws IOException {
    Manifest manifest = change.apply(backup().manifest());
    Files.write(file("manifest.json"), ManifestJson.bytes(manifest));
    return this;
  }

  static Manifest with(Manifest old, Manifest.Origin origin, List<StoredFile> files) {
    return new Manifest(
        old.id(),
        old.kind(),
        old.environment(),
        origin,
        old.snapshot(),
        old.scope(),
        old.tables(),
        files,
        old.migrations(),
        old.release(),
        old.tools(),
        old.sealed(),
        old.wal(),
        old.provider(),
        old.started(),
        old.finished());
  }
}
