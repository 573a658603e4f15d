package dev.towpath.drift;

import dev.towpath.drift.KnownDifference.Phase;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The file of a [DriftState]: a JSON object a line, the first of which says whose state it is.
///
/// @param path where it lies
/// @param name as the person gave it
public record DriftStateFile(Path path, String name) {
  private static final String VERSION = "drift 1";

  /// What the last run wrote; an empty state if there was none. Fails with `drift-state`.
  DriftState read(String target) {
    try {
      List<String> lines = Files.readAllLines(path);
      Map<String, String> head = JsonLine.read(lines.getFirst());
      if (!VERSION.equals(head.get("towpath"))) {
        throw new IllegalArgumentException("its first line is not what Towpath writes");
      }
      if (!target.equals(head.get("target"))) {
        throw refused("It belongs to " + head.get("target") + ", not to " + target + ".", null);
      }
      return new DriftState(
          target, lines.stream().skip(1).map(JsonLine::read).map(DriftStateFile::known).toList());
    } catch (NoSuchFileException none) {
      return DriftState.empty(target);
    } catch (IOException | RuntimeException e) {
      throw e instanceof ProblemException problem ? problem : refused("It says: " + e, e);
    }
  }

  private static KnownDifference known(Map<String, String> line) {
    try {
      return new KnownDifference(
          Objects.requireNonNull(line.get("id")),
          Objects.requireNonNull(line.get("object")),
          Objects.requireNonNull(line.get("difference")),
          Instant.parse(line.getOrDefault("since", "")),
          Phase.valueOf(line.getOrDefault("phase", "").toUpperCase(Locale.ROOT)));
    } catch (DateTimeException | NullPointerException e) {
      throw new IllegalArgumentException("a line is not what Towpath writes", e);
    }
  }

  /// Writes the whole file or nothing.
  void write(DriftState state) {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("towpath", VERSION);
    head.put("target", state.target());
    String lines = state.known().stream().map(DriftStateFile::line).collect(Collectors.joining());
    new GeneratedFile(path, name).write(JsonLine.of(head) + "\n" + lines);
  }

  private static String line(KnownDifference known) {
    Map<String, String> data = known.data();
    data.put("phase", known.phase().name().toLowerCase(Locale.ROOT));
    return JsonLine.of(data) + "\n";
  }

  private ProblemException refused(String why, @Nullable Exception e) {
    Problem problem =
        Problem.of("drift-state", Exit.USAGE, "The state file " + name + " can't be used.")
            .because(why)
            .leaving("Nothing was changed, and nobody was notified.")
            .next("Give each environment a file of its own; delete this one to begin anew.");
    return e == null ? problem.exception() : problem.exception(e);
  }
}
