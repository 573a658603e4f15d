package dev.towpath.cli;

import dev.towpath.report.Ink;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where a command writes: results on `out`, all else on `err`.
///
/// @param outTerminal whether a person looks at `out`
/// @param errTerminal whether a person looks at `err`
/// @param columns the width of the terminal
/// @param program this program as the person typed it
record Screen(
    PrintStream out,
    PrintStream err,
    boolean outTerminal,
    boolean errTerminal,
    int columns,
    Map<String, String> variables,
    String program) {

  private static final int USUAL_COLUMNS = 80;

  /// The streams of this process. Java can't tell which of them is a terminal, so the launcher
  /// does, by system properties.
  static Screen ofProcess() {
    String terminals = System.getProperty("towpath.terminals", "");
    Integer columns = Integer.getInteger("towpath.columns");
    return new Screen(
        new PrintStream(System.out, false, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        terminals.contains("out"),
        terminals.contains("err"),
        columns == null || columns <= 0 ? USUAL_COLUMNS : columns,
        System.getenv(),
        System.getProperty("towpath.program", "towpath"));
  }

  /// The same screen with results written elsewhere.
  Screen withOut(PrintStream other) {
    boolean terminal = other.equals(err) ? errTerminal : outTerminal;
    return new Screen(other, err, terminal, errTerminal, columns, variables, program);
  }

  /// The same screen with all but results written elsewhere, where nobody looks at a terminal.
  Screen withErr(PrintStream other) {
    return new Screen(out, other, outTerminal, false, columns, variables, program);
  }

  /// The same screen where other environment variables are set.
  Screen withVariables(Map<String, String> others) {
    return new Screen(out, err, outTerminal, errTerminal, columns, others, program);
  }

  Ink outInk(Color color) {
    return ink(color, outTerminal);
  }

  Ink errInk(Color color) {
    return ink(color, errTerminal);
  }

  private Ink ink(Color color, boolean terminal) {
    return new Ink(color.wanted(terminal, variables), terminal ? columns : Ink.UNBOUNDED);
  }
}
