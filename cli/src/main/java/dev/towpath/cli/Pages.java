package dev.towpath.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The pages of problems and rules.
final class Pages {
  private static final List<String> KINDS = List.of("problems", "rules");

  private Pages() {}

  /// The page of a code or a rule, as Markdown.
  static Optional<String> page(String code) {
    return KINDS.stream().flatMap(kind -> read(kind, code).stream()).findFirst();
  }

  /// Every code and rule that has a page, in alphabetical order.
  static List<String> codes() {
    return Bundled.files("pages").keySet().stream()
        .map(path -> path.replaceAll(".*/|\\.md$", ""))
        .sorted()
        .toList();
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
