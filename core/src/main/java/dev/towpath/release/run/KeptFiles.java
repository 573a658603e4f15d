package dev.towpath.release.run;

import dev.towpath.digest.Sha256;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files of the project that a step leaves as evidence: copied beside the release's own, with their
/// digests.
///
/// @param project in which the patterns are looked for
/// @param into the folder of the copies
record KeptFiles(Path project, Path into) {
  private static final int MOST = 1_000;
  private static final long LARGEST_BYTES = 64L << 20;

  /// Copies what matches, and gives for each file its name and SHA-256, or why it isn't kept.
  ///
  /// @param patterns globs relative to the project
  List<Map<String, @Nullable Object>> keep(List<String> patterns) {
    List<PathMatcher> matchers =
        patterns.stream()
            .map(each -> FileSystems.getDefault().getPathMatcher("glob:" + each))
            .toList();
    List<Map<String, @Nullable Object>> kept = new ArrayList<>();
    try (Stream<Path> all = Files.walk(project)) {
      List<Path> matching =
          all.filter(Files::isRegularFile)
              .map(project::relativize)
              .filter(file -> matchers.stream().anyMatch(each -> each.matches(file)))
              .sorted()
              .limit(MOST)
              .toList();
      for (Path file : matching) {
        kept.add(keep(file));
      }
    } catch (IOException e) {
      kept.add(Map.of("file", project.toString(), "lost", String.valueOf(e.getMessage())));
    }
    return kept;
  }

  private Map<String, @Nullable Object> keep(Path file) throws IOException {
    Path from = project.resolve(file);
    if (Files.size(from) > LARGEST_BYTES) {
      return Map.of("file", file.toString(), "lost", "larger than 64 MiB");
    }
    Path to = into.resolve(file);
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    return Map.of("file", file.toString(), "sha256", Sha256.of(to));
  }
}
