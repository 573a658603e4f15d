package dev.towpath.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A freshly made cluster with its platform prepared, kept in the cache folder: a new server starts
/// from a copy, which is ten times as fast as `initdb`.
///
/// @param password of each role that can log in; generated once for each user of this machine
record ClusterImage(Path data, String password) {
  private static final Duration MAKE_LIMIT = Duration.ofMinutes(5);
  private static final int PASSWORD_BYTES = 24;
  private static final int FIRST_BUILTIN_LOCALES = 17;
  private static final int FIRST_SCRAM_ITERATIONS = 16;

  /// Changes with what an image is made of; images of older forms are not used any more.
  private static final String FORM = "2";

  private static final SecureRandom RANDOM = new SecureRandom();

  static ClusterImage of(Distribution distribution, Platform platform, Path cache)
      throws IOException {
    Path images = cache.resolve("image");
    Path image = images.resolve(distribution.label() + "-" + platform.label() + "-" + FORM);
    if (!Files.isDirectory(image)) {
      try (FileGuard _ =
          FileGuard.take(images.resolve(image.getFileName() + ".lock"), MAKE_LIMIT)) {
        if (!Files.isDirectory(image)) {
          make(distribution, platform, image);
        }
      }
    }
    return new ClusterImage(image.resolve("data"), SecretFile.read(image.resolve("password")));
  }

  private static void make(Distribution distribution, Platform platform, Path image)
      throws IOException {
    Path temporary = image.resolveSibling(image.getFileName() + ".making");
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    Runner.current().own(temporary);
    String password = HexFormat.of().formatHex(random());
    SecretFile.write(temporary.resolve("password"), password);
    initialize(distribution, platform, temporary);
    if (platform != Platform.NONE) {
      prepare(distribution, platform, temporary, password);
    }
    Files.move(temporary, image);
  }

  private static byte[] random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static void initialize(Distribution distribution, Platform platform, Path image)
      throws IOException {
    Path secret = image.resolve("initdb.secret");
    SecretFile.write(secret, SecretFile.read(image.resolve("password")));
    Runner.current().own(secret);
    List<String> words = new ArrayList<>(List.of("-D", image.resolve("data").toString()));
    words.addAll(List.of("-U", platform.superuser(), "-A", "scram-sha-256"));
    words.addAll(List.of("--pwfile", secret.toString(), "-E", "UTF8", "--no-sync"));
    words.addAll(List.of("--no-instructions", "--wal-segsize=1"));
    words.addAll(locale(distribution.major()));
    if (distribution.major() >= FIRST_SCRAM_ITERATIONS) {
      // Many rounds protect short passwords; this one is random, and each connection would pay.
      words.addAll(List.of("-c", "scram_iterations=1"));
    }
    Programs.run(distribution.command("initdb", words), image.resolve("initdb.log"));
    Files.delete(secret);
  }

  /// Sorting and letter case that are the same on each machine.
  private static List<String> locale(int major) {
    return major >= FIRST_BUILTIN_LOCALES
        ? List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        : List.of("--locale=C.UTF-8");
  }

  private static void prepare(
      Distribution distribution, Platform platform, Path image, String password)
      throws IOException {
    Path data = image.resolve("data");
    List<String> settings = ServerSettings.throwAway(platform);
    ServerProcess server = ServerProcess.start(distribution, data, image.resolve("log"), settings);
    try {
      for (String database : List.of("template1", "postgres")) {
        DatabaseUrl url =
            DatabaseUrl.local(server.port(), database, platform.superuser(), password);
        try (Connection connection = url.connect("towpath/prepare")) {
          platform.prepare(connection);
          platform.setPassword(connection, password);
        }
      }
    } catch (SQLException e) {
      throw new IOException("The platform can't be prepared: " + e.getMessage(), e);
    } finally {
      server.stop(ServerProcess.Stop.FAST);
    }
  }
}
