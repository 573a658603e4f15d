package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// A fault of Towpath itself: one sentence for the user, the details in a file to report.
final class Fault {
  private Fault() {}

  static Problem report(Throwable fault, Map<String, String> variables, InstantSource clock) {
    return Problem.of("fault-of-towpath", Exit.BUG, "Towpath has a fault here: " + sentence(fault))
        .leaving("What was committed stays; an open transaction was rolled back.")
        .next("Report it at the project's issue tracker, " + saved(fault, variables, clock));
  }

  /// The stack trace, without secrets.
  static String details(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text, true));
    return Secrets.hidden(text.toString());
  }

  private static String sentence(Throwable fault) {
    String message = fault.getMessage();
    String kind = fault.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message;
  }

  private static String saved(Throwable fault, Map<String, String> variables, InstantSource clock) {
    String home = variables.getOrDefault("HOME", System.getProperty("java.io.tmpdir", "/tmp"));
    String state = variables.getOrDefault("XDG_STATE_HOME", home + "/.local/state");
    Path file = Path.of(state, "towpath", "fault-" + clock.millis() + ".txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          """
          towpath %s
          java %s, %s %s

          %s\
          """
              .formatted(
                  Version.text(),
                  System.getProperty("java.runtime.version"),
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  details(fault)));
      return "with the file " + file + ".";
    } catch (IOException e) {
      return "with what the option --debug prints.";
    }
  }
}
