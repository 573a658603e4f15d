package dev.towpath.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A run for the launcher's start-up cache: command lines that load what every command needs.
///
/// Changes nothing, and needs no server: what it can't reach ends as a problem, which is loaded
/// too.
final class Training {
  private Training() {}

  public static void main(String[] arguments) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Screen screen = new Screen(nowhere, nowhere, false, false, 80, Map.of(), "towpath");
    Path example = Path.of(arguments[0], "examples", "first-steps");
    Cli cli = new Cli(screen, example, InstantSource.system());
    for (List<String> words : LINES) {
      cli.run(words.toArray(String[]::new));
    }
  }

  private static final List<List<String>> LINES =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("statsu"),
          List.of("status", "-e", "postgresql://nobody@127.0.0.1:1/nothing"),
          List.of("plan", "-e", "postgresql://nobody@127.0.0.1:1/nothing", "--output", "json"),
          List.of("check"),
          List.of("demo", "first-steps"),
          List.of("explain", "usage"),
          List.of("explain", "usage", "--output", "json"));
}
