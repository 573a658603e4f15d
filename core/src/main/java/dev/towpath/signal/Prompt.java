package dev.towpath.signal;

import dev.towpath.process.CommandRun;
import dev.towpath.process.NotedProcess;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import dev.towpath.process.ShellCommand;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Commands of the shell that tell something and change nothing.
///
/// @param project the folder in which they run
/// @param noted where each is written down while it runs, if it is
public record Prompt(Path project, Map<String, String> variables, Optional<Path> noted)
    implements Shell {
  private static final String BEGIN = "signal-";
  private static final String END = ".process";

  /// Ends those that a process that was killed left behind on this machine.
  ///
  /// @param told a line for each
  public static void endLeftovers(Path noted, Consumer<String> told) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(noted, BEGIN + "*" + END)) {
      for (Path file : files) {
        new NotedProcess(file)
            .end(number -> told.accept("ends process " + number + ", which the last driver left"));
      }
    } catch (IOException e) {
      // Nothing was ever written down there.
    }
  }

  /// Runs something, and has its process written down meanwhile.
  private <T> T noted(Noting<T> work) throws IOException, InterruptedException {
    AtomicReference<@Nullable NotedProcess> note = new AtomicReference<>();
    try {
      return work.run(process -> noted.ifPresent(folder -> note.set(note(folder, process))));
    } finally {
      NotedProcess over = note.get();
      if (over != null) {
        over.forget();
      }
    }
  }

  /// Runs something that tells its process when there is one.
  private interface Noting<T> {
    T run(Consumer<ProcessHandle> started) throws IOException, InterruptedException;
  }

  private static NotedProcess note(Path folder, ProcessHandle process) {
    NotedProcess note = new NotedProcess(folder.resolve(BEGIN + process.pid() + END));
    try {
      note.write(process);
    } catch (IOException e) {
      // Its own limit ends it, as long as this process lives.
    }
    return note;
  }

  @Override
  public Ran run(List<String> words, Map<String, String> more, Duration limit)
      throws InterruptedException {
    CommandRun command = new CommandRun(project, set -> set.putAll(all(more)), limit);
    try {
      CommandRun.Result result = noted(started -> command.run(words, started));
      return new Ran(
          result.passed(), result.words(), result.lines(), result.lines(), result.took());
    } catch (IOException e) {
      String why = "could not be run: " + e.getMessage();
      return new Ran(false, why, List.of(), List.of(), Duration.ZERO);
    }
  }

  private Map<String, String> all(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    return all;
  }

  /// The number in the last line that is not blank.
  double number(String shell, Duration limit) throws NoNumber, InterruptedException {
    AtomicReference<String> last = new AtomicReference<>("");
    run(shell, limit, line -> last.set(line.isBlank() ? last.get() : line));
    if (last.get().isEmpty()) {
      throw new NoNumber("the command printed nothing");
    }
    return NoNumber.number(last.get());
  }

  /// Runs one to its end; each line of its output is told.
  void run(String shell, Duration limit, Consumer<String> lines)
      throws NoNumber, InterruptedException {
    AtomicReference<String> error = new AtomicReference<>("");
    ShellCommand command =
        new ShellCommand(ShellCommand.shell(shell), project, set -> set.putAll(variables), limit);
    try {
      ShellCommand.Ended ended = noted(started -> command.run(started, lines, error::set));
      if (!ended.well()) {
        String why = error.get().isEmpty() ? "" : ": " + error.get();
        throw new NoNumber("the command " + ended.words() + why);
      }
    } catch (IOException e) {
      throw new NoNumber("the command could not be run: " + e.getMessage());
    }
  }
}
