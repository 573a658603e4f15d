package dev.towpath.release.run;

import dev.towpath.digest.Sha256;
import dev.towpath.release.step.StepCommand;
import dev.towpath.report.Format;
import dev.towpath.report.Ink;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What steps leave in their release's folder: reports, outputs, samples. A file's name begins with
/// the number of its step, as `03-run.log`.
///
/// @param folder of the release; need not be there
record StepFiles(Path folder) {
  private static final int MOST = 1_000;
  private static final Pattern OF_A_STEP = Pattern.compile("[0-9]{2,}-.*");

  /// Says which process runs, as long as it does.
  private static final Pattern OF_A_PROCESS = Pattern.compile(".*[-.]process");

  /// Keeps what one of Towpath's commands told a step, for people and for programs.
  Report keep(int step, Report report) {
    String name = report.kind().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
    try {
      Files.createDirectories(folder);
      Path json = StepCommand.unused(folder, "%02d-%s".formatted(step, name), ".json");
      Files.writeString(json, Format.JSON.render(report, Ink.PLAIN));
      String text = String.valueOf(json.getFileName()).replaceFirst("json$", "md");
      Files.writeString(folder.resolve(text), Format.MARKDOWN.render(report, Ink.PLAIN));
    } catch (IOException e) {
      // The disk is full: what was done matters more than its report, and is in the record.
    }
    return report;
  }

  /// What a step has left so far, each with its name and SHA-256; with 0 what belongs to none.
  List<Map<String, @Nullable Object>> of(int step) {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(each -> isOf(step, each)).sorted().limit(MOST).toList()) {
        found.add(digest(file));
      }
    } catch (IOException e) {
      found.add(Map.of("file", "" + folder, "lost", "" + e.getMessage()));
    }
    return found;
  }

  private static Map<String, @Nullable Object> digest(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return Map.of("file", name, "sha256", Sha256.of(file));
    } catch (IOException e) {
      return Map.of("file", name, "lost", String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOf(int step, Path file) {
    String name = String.valueOf(file.getFileName());
    boolean its =
        step == 0 ? !OF_A_STEP.matcher(name).matches() : name.startsWith("%02d-".formatted(step));
    return its && !OF_A_PROCESS.matcher(name).matches() && Files.isRegularFile(file);
  }
}
