package dev.towpath.rehearsal.oldcode;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.sql.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a file with statements of the application, each closed by a semicolon.
final class StatementFile {
  private StatementFile() {}

  /// @param file relative to the project
  static List<OldStatement> read(Path project, Path file) {
    String text;
    try {
      text = Files.readString(project.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Problem.of("statements-missing", Exit.USAGE, "The file " + file + " can't be read.")
          .because(e.toString())
          .leaving("No database was touched.")
          .next("Name a file of SQL statements: towpath rehearse --statements FILE")
          .exception(e);
    }
    String name = file.toString().replace('\\', '/');
    Script script = Script.of(text);
    return script.statements().stream()
        .map(
            each -> {
              Location at = new Location(name, script.position(each.span().start()));
              return OldStatement.ofApplication(at.toString(), Optional.of(at), each.sql());
            })
        .toList();
  }
}
