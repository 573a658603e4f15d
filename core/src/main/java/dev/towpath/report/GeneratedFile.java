package dev.towpath.report;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A file that a command writes, that a team commits, and that CI compares with what the command
/// would write now.
///
/// @param path where it lies
/// @param name as the person gave it
public record GeneratedFile(Path path, String name) {

  /// Writes the whole file or nothing. Fails with `file-not-written`.
  public void write(String text) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      // Not a temporary file of the system, which only its owner may read.
      Path part = path.resolveSibling(".towpath-" + UUID.randomUUID() + ".part");
      try {
        Files.writeString(part, text);
        Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw refused("file-not-written", "can't be written", e);
    }
  }

  /// What is to be said if the file is not what it would be now; empty if it is.
  ///
  /// @param command writes it again
  public Optional<Finding> stale(String text, String command) {
    try {
      String committed = Files.readString(path, StandardCharsets.UTF_8).replace("\r\n", "\n");
      return committed.equals(text)
          ? Optional.empty()
          : Optional.of(stale(committed, text, command));
    } catch (NoSuchFileException e) {
      return Optional.of(
          Finding.of("file-stale", Severity.ERROR, name + " was never written.")
              .at(Location.file(name))
              .help(command));
    } catch (IOException e) {
      throw refused("file-unreadable", "can't be read", e);
    }
  }

  private Finding stale(String committed, String text, String command) {
    List<String> before = committed.lines().toList();
    List<String> after = text.lines().toList();
    int line = SameEnds.of(before, after).head();
    return Finding.of("file-stale", Severity.ERROR, name + " is not what it would be now.")
        .because(
            "Line %d is %s, and would be %s."
                .formatted(line + 1, quoted(before, line), quoted(after, line)))
        .at(Location.file(name))
        .help(command);
  }

  private static String quoted(List<String> lines, int line) {
    return line < lines.size() ? "\"" + lines.get(line).strip() + "\"" : "absent";
  }

  private ProblemException refused(String code, String what, IOException e) {
    return Problem.of(code, Exit.USAGE, "The file " + name + " " + what + ".")
        .because(e.getClass().getSimpleName() + ": " + e.getMessage())
        .leaving("No file was changed; databases were only read.")
        .next("Check the folder and its permissions, and run the same again.")
        .exception(e);
  }
}
