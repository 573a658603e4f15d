package dev.towpath.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/// Runs command lines in this process, as a user would type them in a folder.
record TestCli(Path folder, Map<String, String> variables, String program) {
  TestCli(Path folder) {
    this(folder, Map.of());
  }

  TestCli(Path folder, Map<String, String> variables) {
    this(folder, variables, "towpath");
  }

  /// In a copy of the bundled example, which the embedded server's user can reach.
  static TestCli ofExample(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Bundled.copy("examples/first-steps", folder);
    return new TestCli(folder);
  }

  /// The same for somebody else.
  TestCli as(String person) {
    Map<String, String> own = new TreeMap<>(variables);
    own.put("TOWPATH_PERSON", person);
    return new TestCli(folder, own, program);
  }

  /// What a command line left behind.
  record Outcome(int exit, String out, String err) {}

  Outcome run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Screen screen =
        new Screen(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            80,
            variables,
            program);
    int exit = new Cli(screen, folder, InstantSource.system()).run(words);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
