package dev.towpath.drift;

import dev.towpath.drift.KnownDifference.Phase;
import dev.towpath.process.ShellCommand;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs a command for one difference, with a JSON object of one line on its standard input.
///
/// @param command for the shell
/// @param folder in which it runs
public record Notifier(String command, Path folder) {
  /// How long the command may take for one difference.
  static final Duration LIMIT = Duration.ofSeconds(30);

  /// Gives why it failed; empty if the command ended with 0.
  Optional<String> tell(String target, KnownDifference difference, Instant now) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("event", difference.phase() == Phase.GONE ? "drift gone" : "drift appeared");
    data.put("target", target);
    data.put("at", now.toString());
    data.putAll(difference.data());
    try {
      Process process =
          new ProcessBuilder(ShellCommand.shell(command))
              .directory(folder.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return outcome(process, JsonLine.of(data) + "\n");
    } catch (IOException e) {
      return Optional.of("it can't be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("it was interrupted");
    }
  }

  private static Optional<String> outcome(Process process, String input)
      throws InterruptedException {
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(input);
    } catch (IOException e) {
      // A command may end without having read all; its exit code says how it went.
    }
    if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return Optional.of("it did not end within " + LIMIT.toSeconds() + " s");
    }
    int exit = process.exitValue();
    return exit == 0 ? Optional.empty() : Optional.of("it ended with " + exit);
  }
}
