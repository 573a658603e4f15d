package dev.towpath.probe;

import dev.towpath.config.Probe;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One count of the lines that match, in a file or in what a command prints.
///
/// @param project where relative names of files begin
record LogTry(Probe.Log log, Path project, Map<String, String> variables) {
  private static final long LARGEST_FILE_BYTES = 256L << 20;

  Said ask(Shell shell, Duration limit) throws InterruptedException {
    return log.command().isPresent() ? printed(shell, limit) : file();
  }

  private Said printed(Shell shell, Duration limit) throws InterruptedException {
    Ran ran = shell.run(log.command().orElseThrow(), Map.of(), limit);
    if (!ran.well()) {
      return new Said(false, ran.said());
    }
    if (ran.output().size() >= Ran.MOST_LINES) {
      return new Said(false, "it prints more than " + Ran.MOST_LINES + " lines");
    }
    return judge(ran.output().stream());
  }

  /// Bytes that are no UTF-8 don't hide a line.
  private Said file() {
    Path file = project.resolve(log.file().orElseThrow().expand(variables));
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        return new Said(false, "the file is larger than 256 MiB");
      }
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
        return judge(lines.lines());
      }
    } catch (IOException e) {
      return new Said(false, "the file can't be read: " + e.getMessage());
    }
  }

  private Said judge(Stream<String> lines) {
    Pattern pattern = log.pattern();
    long count = lines.filter(line -> pattern.matcher(line).find()).count();
    return Said.of(count + " lines match", log.counts().fault((double) count));
  }
}
