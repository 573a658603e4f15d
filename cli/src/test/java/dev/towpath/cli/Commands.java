package dev.towpath.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// The commands as picocli describes them, for tests of help and reference.
final class Commands {
  private Commands() {}

  static CommandLine root() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Screen screen = new Screen(nowhere, nowhere, false, false, 80, Map.of(), "towpath");
    return new Cli(screen, Path.of(""), InstantSource.system()).commands(new Towpath());
  }

  /// The root and every command, in the order of the help.
  static List<CommandLine> all() {
    CommandLine root = root();
    List<CommandLine> all = new ArrayList<>(List.of(root));
    below(root, all);
    return all;
  }

  private static void below(CommandLine parent, List<CommandLine> all) {
    for (CommandLine command : parent.getSubcommands().values()) {
      all.add(command);
      below(command, all);
    }
  }
}
