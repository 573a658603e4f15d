package dev.towpath.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What tells the session of this process at its terminal from every other one. Linux tells it in
/// `/proc`; elsewhere there is none, and id and password are asked for each time.
final class TerminalSession {
  private static final Path PROC = Path.of("/proc");

  /// Behind the name of the program: the place of the session's leader, of the terminal, and of
  /// when the process began.
  private static final int SESSION = 3;

  private static final int TERMINAL = 4;
  private static final int BEGAN = 19;

  private TerminalSession() {}

  static Optional<String> name() {
    try {
      List<String> own = fields("self");
      String leader = own.get(SESSION);
      if (own.get(TERMINAL).equals("0")) {
        return Optional.empty();
      }
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      String began = fields(leader).get(BEGAN);
      return Optional.of(String.join(" ", boot, leader, began, own.get(TERMINAL)));
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static List<String> fields(String process) throws IOException {
    String stat = Files.readString(PROC.resolve(process).resolve("stat"));
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
  }
}
