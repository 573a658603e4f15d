package dev.towpath.cli;

import dev.towpath.report.Block;
import dev.towpath.report.GeneratedFile;
import dev.towpath.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a command that writes a file which a team commits and CI checks.
final class GeneratedOption {
  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The file to write; by default the standard output.")
  @Nullable String to;

  @Option(
      names = "--check",
      description = "Write nothing: exit 1 if the file is not what it would be now.")
  boolean check;

  /// @param command as it would be typed
  void refuseCheckOfNothing(String command) {
    if (check && to == null) {
      throw Misuse.usage("--check needs to know which file to check.")
          .leaving("Nothing was read or changed.")
          .next(command + " --check --to FILE")
          .exception();
    }
  }

  /// Writes the text, or checks the file, or shows the text.
  ///
  /// @param report what else is said
  /// @param title what the text is of
  /// @param command as it was typed, without these options
  Report done(Wiring wiring, Report report, String text, String title, String command) {
    if (to == null) {
      return report.data("text", text).block(new Block.Verbatim(text));
    }
    GeneratedFile file = new GeneratedFile(wiring.folder().resolve(to), to);
    Report named = report.data("file", to);
    if (check) {
      return file.stale(text, command + " --to " + to)
          .map(stale -> named.findings(List.of(stale)))
          .orElseGet(() -> named.summary(to + " is up to date with " + title));
    }
    file.write(text);
    return named.summary(to + " written from " + title);
  }
}
