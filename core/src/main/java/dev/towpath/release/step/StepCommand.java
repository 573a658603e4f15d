package dev.towpath.release.step;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.process.NotedProcess;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import dev.towpath.process.ShellCommand;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command that a step runs: its output is kept as evidence up to a limit, and its process is
/// written down, so that whoever takes the release over can end it.
public final class StepCommand {
  private static final int LAST_LINES = 20;
  private static final int MOST_TRIES = 1_000;
  private static final long LARGEST_LOG_BYTES = 16L << 20;

  private final Deque<String> last = new ArrayDeque<>();
  private final StepContext context;
  private final BufferedWriter log;
  private long written;

  private StepCommand(StepContext context, BufferedWriter log) {
    this.context = context;
    this.log = log;
  }

  /// Runs a command to its end; done if that is 0.
  ///
  /// @param purpose names the file of its output: `03-run.log`
  public static StepResult run(StepContext context, CommandText command, String purpose)
      throws InterruptedException {
    Path folder = context.project().resolve(command.folder()).normalize();
    try {
      Files.createDirectories(context.kept());
      Path file = unused(context.kept(), name(context, purpose), ".log");
      try (BufferedWriter log = Files.newBufferedWriter(file)) {
        return new StepCommand(context, log).run(command, folder, file);
      } finally {
        process(context).forget();
      }
    } catch (IOException e) {
      return StepResult.stopped(
          Problem.of("command-not-run", Exit.STOPPED, "The command could not be run.")
              .because(String.valueOf(e.getMessage()))
              .leaving("It did not begin.")
              .next("See that the program and the folder " + folder + " are there, then retry."));
    }
  }

  private StepResult run(CommandText command, Path folder, Path file)
      throws IOException, InterruptedException {
    ShellCommand shell =
        new ShellCommand(
            command.words(),
            folder,
            set -> {
              set.putAll(context.variables());
              set.putAll(variables());
            },
            command.limit());
    ShellCommand.Ended ended = shell.run(this::started, this::line);
    log.flush();
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("exit", ended.exit().isPresent() ? ended.exit().getAsInt() : null);
    evidence.put("milliseconds", ended.took().toMillis());
    evidence.put("output", file.getFileName().toString());
    List<String> lines = lastLines();
    evidence.put("lines", lines);
    if (ended.well()) {
      return new StepResult.Done(evidence);
    }
    return new StepResult.Stopped(
        Problem.of("command-failed", Exit.STOPPED, "The command " + ended.words() + ".")
            .because(lines.isEmpty() ? "It printed nothing." : lines.getLast())
            .leaving("What it changed before is not undone.")
            .next("Read " + file + "; then retry the step, or skip it with a reason."),
        evidence);
  }

  /// Runs commands for a step, whose outputs go to one file, one behind the other. What they answer
  /// is for the step; what they say beside it, on their standard error, is for the person.
  ///
  /// @param purpose names the file: `03-probe.log`
  public static Shell shell(StepContext context, String purpose) {
    return (words, variables, limit) -> {
      List<String> output = Collections.synchronizedList(new ArrayList<>());
      try {
        Files.createDirectories(context.kept());
        Path file = context.kept().resolve(name(context, purpose + ".log"));
        try (BufferedWriter log = Files.newBufferedWriter(file, CREATE, APPEND)) {
          StepCommand command = new StepCommand(context, log);
          Map<String, String> all = new HashMap<>(context.variables());
          all.putAll(command.variables());
          all.putAll(variables);
          ShellCommand.Ended ended =
              new ShellCommand(words, context.project(), set -> set.putAll(all), limit)
                  .run(command::started, line -> command.both(output, line), command::line);
          List<String> last = command.lastLines();
          return new Ran(ended.well(), ended.words(), List.copyOf(output), last, ended.took());
        } finally {
          process(context).forget();
        }
      } catch (IOException e) {
        String why = "could not be run: " + e.getMessage();
        return new Ran(false, why, List.of(), List.of(), Duration.ZERO);
      }
    };
  }

  private void both(List<String> output, String line) {
    if (output.size() < Ran.MOST_LINES) {
      output.add(line);
    }
    keep(line);
  }

  private synchronized List<String> lastLines() {
    return List.copyOf(last);
  }

  private Map<String, String> variables() {
    return Map.of(
        "TOWPATH_RELEASE", context.run().release().id().text(),
        "TOWPATH_ENVIRONMENT", context.environment(),
        "TOWPATH_STEP", "" + context.number());
  }

  private void line(String line) {
    context.say(line);
    keep(line);
  }

  private synchronized void keep(String line) {
    last.add(line);
    if (last.size() > LAST_LINES) {
      last.remove();
    }
    try {
      if (written < LARGEST_LOG_BYTES) {
        log.write(line);
        log.newLine();
        written += line.length() + 1L;
      }
    } catch (IOException e) {
      written = LARGEST_LOG_BYTES; // the disk is full: the command matters more than its log
    }
  }

  private void started(ProcessHandle process) {
    try {
      process(context).write(process);
    } catch (IOException e) {
      context.say("warning: its process could not be written down: " + e.getMessage());
    }
  }

  /// Ends a command that a dead driver left behind on this machine.
  public static void endLeftovers(StepContext context) {
    process(context)
        .end(number -> context.say("ends process " + number + ", which the last driver left"));
  }

  private static NotedProcess process(StepContext context) {
    return new NotedProcess(context.kept().resolve(name(context, "process")));
  }

  /// A file that is not there yet: what an earlier try has left stays.
  public static Path unused(Path folder, String name, String ending) {
    Path file = folder.resolve(name + ending);
    for (int count = 2; Files.exists(file) && count <= MOST_TRIES; count++) {
      file = folder.resolve(name + "-" + count + ending);
    }
    return file;
  }

  private static String name(StepContext context, String purpose) {
    return "%02d-%s".formatted(context.number(), purpose);
  }
}
