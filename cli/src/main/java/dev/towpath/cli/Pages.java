package dev.towpath.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The pages of problems and rules, which lie beside the classes.
final class Pages {
  private static final List<String> KINDS = List.of("problems", "rules");

  private Pages() {}

  /// The page of a code or a rule, as Markdown.
  static Optional<String> page(String code) {
    return KINDS.stream().flatMap(kind -> read(kind, code).stream()).findFirst();
  }

  /// Every code and rule that has a page, in alphabetical order.
  static List<String> codes() {
    try {
      URI place = Pages.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path root = Path.of(place);
      if (Files.isDirectory(root)) {
        return codes(root);
      }
      try (FileSystem jar = FileSystems.newFileSystem(root)) {
        return codes(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> codes(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("pages"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".md"))
          .map(name -> name.substring(0, name.length() - ".md".length()))
          .sorted()
          .toList();
    }
  }

  private static Optional<String> read(String kind, String code) {
    if (!code.matches("[a-z0-9-]+")) {
      return Optional.empty();
    }
    try (InputStream page =
        Pages.class.getResourceAsStream("/pages/" + kind + "/" + code + ".md")) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
