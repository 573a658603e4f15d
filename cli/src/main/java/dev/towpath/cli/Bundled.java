package dev.towpath.cli;

import dev.towpath.process.ClassOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The text files that lie beside the classes, in a jar or in a folder of classes.
final class Bundled {
  private Bundled() {}

  /// The files below a folder: their text by their path in it, in alphabetical order.
  static Map<String, String> files(String folder) {
    try {
      Path root = ClassOrigin.of(Bundled.class);
      if (Files.isDirectory(root)) {
        return read(root.resolve(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(root)) {
        return read(jar.getPath("/", folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes the files below a folder out to another one, which is made if it isn't there.
  static void copy(String folder, Path to) throws IOException {
    for (Map.Entry<String, String> file : files(folder).entrySet()) {
      Path copy = to.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, file.getValue());
    }
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return files;
  }
}
