package dev.towpath.release.note;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// A page of Markdown that is being written.
final class Markdown {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  static String time(Instant at) {
    return MINUTE.format(at);
  }

  static String second(Instant at) {
    return SECOND.format(at);
  }

  Markdown heading(int level, String words) {
    return paragraph("#".repeat(level) + " " + line(words));
  }

  Markdown paragraph(String words) {
    text.append(words.strip()).append("\n\n");
    return this;
  }

  Markdown item(String words) {
    text.append("- ").append(line(words)).append('\n');
    return this;
  }

  /// Ends a list or a table.
  Markdown end() {
    text.append('\n');
    return this;
  }

  Markdown row(List<String> cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(' ').append(line(cell).replace("|", "\\|")).append(" |");
    }
    text.append('\n');
    return this;
  }

  Markdown head(List<String> cells) {
    row(cells);
    return row(cells.stream().map(_ -> "---").toList());
  }

  /// What somebody else wrote stays in its line.
  private static String line(String words) {
    return words.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  String page() {
    return text.toString().stripTrailing() + "\n";
  }
}
