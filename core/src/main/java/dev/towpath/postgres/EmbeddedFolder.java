package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The folder of one embedded database.
record EmbeddedFolder(Path root) {
  private static final int NAME_CHARACTERS = 16;

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
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] bytes = sha.digest(folder.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, NAME_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
