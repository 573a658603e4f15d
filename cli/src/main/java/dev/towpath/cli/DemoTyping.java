package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.report.Format;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a demo says and types before the eyes of a person, and what came of it.
final class DemoTyping {
  private final Screen screen;
  private final PrintStream out;
  private final List<Map<String, Object>> steps = new ArrayList<>();

  DemoTyping(Wiring wiring) {
    Screen own = wiring.screen();
    // Where the result is for a program, the play is for the person beside it.
    this.out = wiring.output() == Format.TEXT ? own.out() : own.err();
    // Several people type at once: nothing is drawn over another's lines.
    this.screen = own.withOut(out).withErr(own.err());
  }

  /// Where it is shown what commands say.
  Screen screen() {
    return screen;
  }

  void say(String text) {
    out.println("\n" + text);
    out.flush();
  }

  void space() {
    out.println();
    out.flush();
  }

  /// A line that somebody types.
  void typed(String line) {
    out.println("\n" + line);
    out.flush();
  }

  /// Notes a command, and tells whether it ended as it should.
  boolean ended(Exit expected, int exit, String words) {
    steps.add(Map.of("command", words, "exit", exit));
    return exit == expected.code();
  }

  List<Map<String, Object>> steps() {
    return List.copyOf(steps);
  }
}
