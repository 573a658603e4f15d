package dev.towpath.migration.layout;

import dev.towpath.digest.Sha256;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The files below a folder, read and hashed on all processors, in the order of their paths.
record Folder(List<TextFile> files, List<Finding> findings) {
  /// Deeper folders are not looked into.
  private static final int MAX_DEPTH = 8;

  /// A longer file is not read; in bytes.
  private static final long MAX_SIZE = 512L << 20;

  /// Reads the files whose name is wanted; fails with `migrations-folder-missing` without a folder.
  static Folder read(Path project, Path folder, Predicate<String> wanted) {
    Path root = project.resolve(folder);
    if (!Files.isDirectory(root)) {
      throw missing(slashes(folder)).exception();
    }
    List<Loaded> loaded = paths(root, wanted).parallelStream().map(p -> load(root, p)).toList();
    String base = slashes(project.toAbsolutePath().relativize(root.toAbsolutePath()).normalize());
    List<TextFile> files = new ArrayList<>(loaded.size());
    List<Finding> findings = new ArrayList<>();
    for (Loaded file : loaded) {
      String path = base.isEmpty() ? file.path : base + "/" + file.path;
      file.fault.ifPresent(f -> findings.add(f.at(Location.file(path))));
      file.text.ifPresent(text -> files.add(file(path, file.path, text, file.digest)));
    }
    return new Folder(files, findings);
  }

  /// Reads files wherever they lie; their paths count from a folder if they are below it.
  static Folder of(Path from, List<Path> paths) {
    Path root = from.toAbsolutePath().normalize();
    List<Loaded> loaded =
        paths.parallelStream().map(path -> load(root, path.toAbsolutePath().normalize())).toList();
    List<TextFile> files = new ArrayList<>(loaded.size());
    List<Finding> findings = new ArrayList<>();
    for (Loaded file : loaded) {
      file.fault.ifPresent(fault -> findings.add(fault.at(Location.file(file.path))));
      file.text.ifPresent(text -> files.add(file(file.path, file.path, text, file.digest)));
    }
    return new Folder(files, findings);
  }

  static boolean isSql(String name) {
    return name.endsWith(".sql") || name.endsWith(".SQL") || name.endsWith(".Sql");
  }

  private static TextFile file(String path, String below, String text, String digest) {
    int slash = below.lastIndexOf('/');
    String folder = slash < 0 ? "" : below.substring(0, slash);
    return new TextFile(path, folder, below.substring(slash + 1), text, digest);
  }

  private static List<Path> paths(Path root, Predicate<String> wanted) {
    try (Stream<Path> found =
        Files.find(
            root,
            MAX_DEPTH,
            (path, about) -> about.isRegularFile() && wanted.test(path.getFileName().toString()),
            FileVisitOption.FOLLOW_LINKS)) {
      return found.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw Problem.of(
              "migrations-folder-unreadable", Exit.USAGE, "The folder of migrations can't be read.")
          .because(String.valueOf(e.getMessage()))
          .next("Check the folder's permissions and its symbolic links.")
          .exception(e);
    }
  }

  private record Loaded(
      String path, Optional<String> text, String digest, Optional<Finding> fault) {}

  private static Loaded load(Path root, Path file) {
    String path = slashes(file.startsWith(root) ? root.relativize(file) : file);
    try {
      if (Files.size(file) > MAX_SIZE) {
        return unreadable(path, "It is longer than " + (MAX_SIZE >> 20) + " MiB.");
      }
      byte[] bytes = Files.readAllBytes(file);
      return decoded(path, bytes);
    } catch (IOException e) {
      return unreadable(path, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static Loaded decoded(String path, byte[] bytes) {
    String digest = Sha256.of(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Loaded(path, Optional.of(withoutMark(text)), digest, Optional.empty());
    } catch (CharacterCodingException e) {
      Finding fault =
          Finding.of("file-not-utf8", Severity.ERROR, "The file is not valid UTF-8.")
              .help("Convert it: iconv -f ISO-8859-1 -t UTF-8");
      String text = new String(bytes, StandardCharsets.UTF_8);
      return new Loaded(path, Optional.of(withoutMark(text)), digest, Optional.of(fault));
    }
  }

  private static Loaded unreadable(String path, String why) {
    Finding fault =
        Finding.of("file-unreadable", Severity.ERROR, "The file can't be read.").because(why);
    return new Loaded(path, Optional.empty(), "", Optional.of(fault));
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Problem missing(String folder) {
    return Problem.of("migrations-folder-missing", Exit.USAGE, "There is no folder " + folder + ".")
        .leaving("Nothing was read or changed.")
        .next("Name the folder in towpath.yaml (migrations: FOLDER), or make it: towpath new NAME");
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
