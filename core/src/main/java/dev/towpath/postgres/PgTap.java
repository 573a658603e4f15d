package dev.towpath.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Gives a scratch server pgTAP, the extension of SQL tests, where a package of the operating
/// system has installed it for any PostgreSQL: it is SQL alone, so that another major takes it too.
final class PgTap {
  private static final String CONTROL = "pgtap.control";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /// The usual folders, each with one level that tells the major version.
  private static final List<String> ROOTS =
      List.of("/usr/share/postgresql", "/usr", "/opt/homebrew/share", "/usr/local/share");

  private static final List<String> BELOW =
      List.of("extension", "share/extension", "share/postgresql/extension");

  private static final Pattern VERSION = Pattern.compile("default_version\\s*=\\s*'([^']+)'");

  private PgTap() {}

  /// The distribution in a tree of its own with pgTAP added, or as it is: where pgTAP is in it
  /// already, or nowhere, or where the tree is the operating system's.
  static Distribution extend(Distribution distribution, Path cache) throws IOException {
    Path folder = folder(distribution.home());
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve(CONTROL))) {
      return distribution;
    }
    Optional<Path> found = installed();
    if (found.isEmpty()) {
      return distribution;
    }
    String label = distribution.label() + "-pgtap-" + digest(found.get());
    Path home = cache.resolve("postgres").resolve(label);
    if (!Files.isDirectory(home)) {
      try (FileGuard _ = FileGuard.take(home.resolveSibling(label + ".lock"), LIMIT)) {
        if (!Files.isDirectory(home)) {
          make(distribution.home(), found.get(), home);
        }
      }
    }
    return new Distribution(home, distribution.major(), label);
  }

  private static Path folder(Path home) {
    return home.resolve("share").resolve("postgresql").resolve("extension");
  }

  private static void make(Path from, Path extension, Path home) throws IOException {
    Path temporary = home.resolveSibling(home.getFileName() + ".making");
    Folders.delete(temporary);
    Folders.link(from, temporary);
    for (Path file : List.of(extension.resolve(CONTROL), script(extension))) {
      Files.copy(file, folder(temporary).resolve(file.getFileName().toString()));
    }
    Files.move(temporary, home);
  }

  /// The extension folder of the newest major that has it.
  private static Optional<Path> installed() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String root : ROOTS) {
      Path folder = Path.of(root);
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(folder, "{[0-9]*,p*sql*}")) {
          versions.forEach(version -> BELOW.forEach(below -> found.add(version.resolve(below))));
        }
      }
    }
    List<Path> whole = new ArrayList<>();
    for (Path folder : found) {
      if (Files.isReadable(folder.resolve(CONTROL)) && Files.isReadable(script(folder))) {
        whole.add(folder);
      }
    }
    return whole.stream().max(Comparator.comparing(Path::toString));
  }

  private static Path script(Path extension) throws IOException {
    Matcher version = VERSION.matcher(Files.readString(extension.resolve(CONTROL)));
    return extension.resolve("pgtap--" + (version.find() ? version.group(1) : "") + ".sql");
  }

  private static String digest(Path extension) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(Files.readAllBytes(extension.resolve(CONTROL)));
    sum.update(Files.readAllBytes(script(extension)));
    return Long.toHexString(sum.getValue());
  }
}
