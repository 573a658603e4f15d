package dev.towpath.postgres;

import dev.towpath.digest.Sha256;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// The folder of one embedded database.
record EmbeddedFolder(Path root) {
  private static final int NAME_CHARACTERS = 16;
  private static final String RESTORED = "restored-";

  /// The folder named, or for root a folder of the same identity under `/var/lib/towpath`, where
  /// the unprivileged server can't reach the one named; a file there says so.
  static EmbeddedFolder of(Path named) throws IOException {
    Path folder = named.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    if (Runner.current().reaches(folder)) {
      return new EmbeddedFolder(folder);
    }
    Path elsewhere = Path.of("/var/lib/towpath", digest(folder));
    Files.createDirectories(elsewhere);
    Files.writeString(folder.resolve("moved-to"), elsewhere + "\n");
    return new EmbeddedFolder(elsewhere);
  }

  private static String digest(Path folder) {
    return Sha256.of(folder.toString()).substring(0, NAME_CHARACTERS);
  }

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("log");
  }

  Path password() {
    return root.resolve("password");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path users() {
    return root.resolve("users");
  }

  /// Where the write-ahead log is kept, once this folder is there.
  Path wal() {
    return root.resolve("wal");
  }

  /// Says which folder takes the place of `data`, while that happens.
  private Path replacing() {
    return root.resolve("replacing");
  }

  /// A new name for files that will take the place of `data`. What processes have left that died
  /// before they could put theirs into that place is deleted.
  String forRestored() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(root, RESTORED + "*")) {
      for (Path each : left) {
        Folders.delete(each);
      }
    }
    return RESTORED + UUID.randomUUID();
  }

  /// Puts another cluster into the place of `data`, which is kept under a name. A crash in the
  /// middle is mended by [#finishReplacing].
  void replace(String name, String kept) throws IOException {
    SecretFile.write(replacing(), name + "\n" + kept + "\n");
    finishReplacing();
  }

  /// A recovery has begun a timeline. Unless the archive knows of it, the next one takes the same
  /// number, and their segments get the same names.
  void keepHistories() throws IOException {
    if (!Files.isDirectory(wal())) {
      return;
    }
    try (DirectoryStream<Path> histories =
        Files.newDirectoryStream(data().resolve("pg_wal"), "*.history")) {
      for (Path history : histories) {
        Path kept = wal().resolve(history.getFileName().toString());
        if (!Files.exists(kept)) {
          Files.copy(history, kept);
          Runner.current().own(kept);
        }
      }
    }
  }

  /// Goes on where a replacement was interrupted; nobody uses the folder.
  void finishReplacing() throws IOException {
    if (!Files.exists(replacing())) {
      return;
    }
    List<String> names = Files.readAllLines(replacing());
    if (names.size() == 2) {
      Path next = root.resolve(names.get(0));
      if (Files.exists(next) && exists()) {
        Files.move(data(), root.resolve(names.get(1)));
      }
      if (!exists()) {
        Files.move(next, data());
      }
      keepHistories();
    }
    Files.delete(replacing());
  }

  boolean exists() {
    return Files.exists(data());
  }

  /// The major version of the data that is there.
  int major() throws IOException {
    return Integer.parseInt(Files.readString(data().resolve("PG_VERSION")).strip());
  }

  void requireMajor(int major) throws IOException {
    Path version = data().resolve("PG_VERSION");
    if (!Files.exists(version)) {
      return;
    }
    int found = major();
    if (found != major) {
      throw Problem.of(
              "embedded-other-major",
              Exit.USAGE,
              "The embedded database in " + root + " is of PostgreSQL " + found + ".")
          .because("PostgreSQL " + major + " is asked for, and a major can't read another's files.")
          .leaving("Its data is as it was.")
          .next("Set major: " + found + ", or delete the folder to begin with an empty database.")
          .exception();
    }
  }

  /// Makes the cluster from an image; all of it or nothing.
  void create(ClusterImage image) throws IOException {
    Path temporary = root.resolve("data.making");
    Folders.delete(temporary);
    SecretFile.write(password(), image.password());
    Folders.copyForServer(image.data(), temporary, Runner.current());
    Files.move(temporary, data());
  }
}
