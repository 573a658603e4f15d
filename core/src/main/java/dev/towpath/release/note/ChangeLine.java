package dev.towpath.release.note;

import dev.towpath.release.Release;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The line of a release in a file of changes, under a heading of its own.
///
/// @param file of the note
record ChangeLine(ReleaseNote note, Path file) {
  private static final String HEADING = "## Deployments";

  String text() {
    Release release = note.run().release();
    int count = release.migrations().pending().size();
    return "- %s: [%s](%s) on %s, %s, %s"
        .formatted(
            note.began().atZone(ZoneOffset.UTC).toLocalDate(),
            release.id(),
            file,
            release.environment(),
            count == 1 ? "1 migration" : count + " migrations",
            note.outcome());
  }

  /// A file of changes with the line in it: the newest on top, and each once. A release that goes
  /// back after it was entered gets a second line.
  String in(String changes) {
    if (changes.lines().anyMatch(text()::equals)) {
      return changes;
    }
    List<String> lines = new ArrayList<>(changes.stripTrailing().lines().toList());
    int heading = lines.indexOf(HEADING);
    if (heading < 0) {
      lines.addAll(lines.isEmpty() ? List.of(HEADING, "") : List.of("", HEADING, ""));
      lines.add(text());
    } else {
      boolean blank = heading + 1 < lines.size() && lines.get(heading + 1).isBlank();
      lines.add(heading + (blank ? 2 : 1), text());
    }
    return String.join("\n", lines) + "\n";
  }
}
