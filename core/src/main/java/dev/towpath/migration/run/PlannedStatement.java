package dev.towpath.migration.run;

import dev.towpath.migration.Source;
import dev.towpath.problem.Location;
import dev.towpath.report.Snippet;
import dev.towpath.sql.CopyData;
import dev.towpath.sql.Span;
import java.util.Optional;

/// One statement of a script that is to run.
///
/// @param index its place in the script, from 0
/// @param offset of its first character in the file, in UTF-16 code units
/// @param sql without the semicolon
/// @param where its first character
/// @param copy the rows that follow a `COPY ... FROM stdin`
public record PlannedStatement(
    int index, int offset, String sql, Location where, Optional<CopyData> copy) {
  /// The characters of a statement that are shown in one line.
  private static final int SHOWN = 100;

  /// The lines of its script that it stands on.
  Snippet in(Source script) {
    return Snippet.of(script.text(), new Span(offset, offset + sql.length()));
  }

  /// The first line of the statement, shortened, for messages.
  public String brief() {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
  }
}
