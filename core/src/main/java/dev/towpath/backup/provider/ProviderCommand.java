package dev.towpath.backup.provider;

import dev.towpath.problem.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A provider's own program with its arguments. It has the variables that the user has set for it;
/// its messages are English.
record ProviderCommand(Provider provider, List<String> words) {
  /// How long a report may take.
  static final Duration REPORT = Duration.ofMinutes(5);

  /// How long a backup, a check or a restore may take.
  static final Duration WORK = Duration.ofHours(24);

  private static final int MOST_BYTES = 16 << 20;
  private static final int SHOWN_CHARACTERS = 1000;

  /// What it printed, with its exit code, which proves nothing.
  record Output(int exit, String out, String err) {
    /// The end of its messages, for a person.
    String said() {
      String all = Secrets.hidden((err.isBlank() ? out : err).strip());
      return all.isEmpty()
          ? "It ended with " + exit + " and said nothing."
          : all.substring(Math.max(0, all.length() - SHOWN_CHARACTERS));
    }
  }

  /// Runs it to its end, whatever that is.
  ///
  /// @throws dev.towpath.problem.ProblemException if it isn't there, or takes longer than the limit
  Output run(Duration limit) {
    try {
      Path out = Files.createTempFile("towpath-provider", ".out");
      Path err = Files.createTempFile("towpath-provider", ".err");
      try {
        return run(limit, out, err);
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw ProviderProblems.failed(provider, String.valueOf(e.getMessage()));
    }
  }

  private Output run(Duration limit, Path out, Path err) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C");
    Process process = start(builder.redirectOutput(out.toFile()).redirectError(err.toFile()));
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw ProviderProblems.failed(
            provider, "It took longer than " + limit.toMinutes() + " min.");
      }
      return new Output(process.exitValue(), text(out), text(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProviderProblems.failed(provider, "It was interrupted.");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw ProviderProblems.toolMissing(words.getFirst(), String.valueOf(e.getMessage()));
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
