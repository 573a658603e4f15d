package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.Commands;
import dev.towpath.report.Format;
import dev.towpath.report.ProblemText;
import dev.towpath.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// One command line: read, run, its result on `out`, all else on `err`, an exit code.
final class Cli {
  private final Screen screen;
  private final Path workingDirectory;
  private final InstantSource clock;

  Cli(Screen screen, Path workingDirectory, InstantSource clock) {
    this.screen = screen;
    this.workingDirectory = workingDirectory;
    this.clock = clock;
  }

  static Cli ofProcess() {
    return new Cli(Screen.ofProcess(), Path.of("").toAbsolutePath(), InstantSource.system());
  }

  int run(String... arguments) {
    Towpath options = new Towpath();
    CommandLine commands = commands(options);
    int code = commands.execute(arguments);
    screen.out().flush();
    screen.err().flush();
    return code;
  }

  /// The commands, ready to be run or described.
  CommandLine commands(Towpath options) {
    CommandLine commands = new CommandLine(options);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8));
    commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    commands.setUsageHelpAutoWidth(false);
    commands.getCommandSpec().versionProvider(() -> new String[] {"towpath " + Version.text()});
    commands.setExecutionStrategy(parsed -> execute(options, parsed));
    commands.setParameterExceptionHandler((fault, words) -> misused(options, fault));
    return commands;
  }

  private int execute(Towpath options, ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    CommandLine chosen = parsed.asCommandLineList().getLast();
    if (!(chosen.getCommandSpec().userObject() instanceof Task task)) {
      chosen.usage(screen.err());
      return Exit.USAGE.code();
    }
    return perform(options, chosen, task);
  }

  private int perform(Towpath options, CommandLine chosen, Task task) {
    Report report = result(options, chosen, task);
    return report.problem().isPresent()
        ? fail(options, report.kind(), report.problem().get())
        : print(options, report);
  }

  /// What a command has to say; a problem that ended it too.
  private Report result(Towpath options, CommandLine chosen, Task task) {
    String name = chosen.getCommandName();
    Invocation invocation = new Invocation(screen.program(), options, chosen);
    Wiring wiring = new Wiring(screen, options, invocation, workingDirectory, clock);
    try {
      return invocation.in(task.run(wiring));
    } catch (ProblemException e) {
      details(options, e);
      return Report.of(name, invocation.in(e.problem()));
    } catch (SQLException e) {
      details(options, e);
      return Report.of(name, invocation.in(refused(e)));
    } catch (Exception | StackOverflowError | AssertionError e) {
      if (Interruption.isUnderWay()) {
        return Report.of(name).exit(Exit.INTERRUPTED);
      }
      details(options, e);
      return Report.of(name, Fault.report(e, screen.variables(), clock));
    }
  }

  /// The commands for a step of a release: what they say is returned, not printed.
  Commands inner(Path folder) {
    return words -> {
      Towpath options = new Towpath();
      CommandLine commands = commands(options);
      AtomicReference<Report> said = new AtomicReference<>(Report.of(words[0]).exit(Exit.USAGE));
      commands.setExecutionStrategy(
          parsed -> {
            CommandLine chosen = parsed.asCommandLineList().getLast();
            options.directory = folder;
            options.withinRelease = true;
            said.set(result(options, chosen, (Task) chosen.getCommandSpec().userObject()));
            return said.get().exit().code();
          });
      commands.execute(words);
      return said.get();
    };
  }

  /// For what a command only reads: a run that changes a target has its own, closer problems.
  private static Problem refused(SQLException fault) {
    return Problem.of("query-refused", Exit.UNREACHABLE, "The server did not answer a query.")
        .because(fault.getMessage() + " (SQLSTATE " + fault.getSQLState() + ")")
        .leaving("This command only reads: the database is as it was.")
        .next("Check the rights of the user and the connection with towpath doctor.");
  }

  private int misused(Towpath options, ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    Invocation invocation = new Invocation(screen.program(), options, command);
    return fail(options, command.getCommandName(), invocation.in(Misuse.problem(fault)));
  }

  private int fail(Towpath options, String name, Problem problem) {
    if (Interruption.isUnderWay()) {
      return Exit.INTERRUPTED.code(); // that was told already
    }
    if (options.output == Format.TEXT) {
      screen.err().print(ProblemText.render(problem, screen.errInk(options.color)));
      return problem.exit().code();
    }
    return print(options, Report.of(name, problem));
  }

  private int print(Towpath options, Report report) {
    try {
      options.output.write(report, screen.outInk(options.color), screen.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a PrintStream keeps its failures to itself
    }
    return report.exit().code();
  }

  private void details(Towpath options, Throwable fault) {
    if (options.debug) {
      screen.err().print(Fault.details(fault));
    }
  }
}
