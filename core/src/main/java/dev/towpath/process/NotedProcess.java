package dev.towpath.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/// A process that is written down while it runs, so that whoever comes after one that was killed
/// can end what it left behind on this machine.
public record NotedProcess(Path file) {
  /// Writes it down, with its begin: a number alone may be another process's by then.
  public void write(ProcessHandle process) throws IOException {
    Files.writeString(file, process.pid() + " " + since(process));
  }

  /// That it is over.
  public void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  /// Ends it with all its children, if it still runs here.
  ///
  /// @param told its number before that
  public void end(LongConsumer told) {
    try {
      String[] words = Files.readString(file).split(" ", -1);
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(words[0]));
      process
          .filter(each -> since(each).equals(words[1]))
          .ifPresent(
              each -> {
                told.accept(each.pid());
                ShellCommand.end(each);
              });
      forget();
    } catch (IOException | NumberFormatException e) {
      // There is none, or it ran on another machine.
    }
  }

  private static String since(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }
}
