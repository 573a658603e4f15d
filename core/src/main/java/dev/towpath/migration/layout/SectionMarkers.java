package dev.towpath.migration.layout;

import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.report.Snippet;
import dev.towpath.sql.Script;
import dev.towpath.sql.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Comments by which a tool marks the way up and the way down in one file. In a layout without such
/// sections both would run, one after the other.
final class SectionMarkers {
  /// goose, sql-migrate and micrate; dbmate; node-pg-migrate; tern.
  private static final Pattern MARKER =
      Pattern.compile(
          "^[ \\t]*--[ \\t]*(?:\\+(?:goose|migrate|micrate)[ \\t]+(?:up|down)\\b"
              + "|migrate:(?:up|down)\\b"
              + "|-*[ \\t]*(?:up|down)[ \\t]+migration\\b"
              + "|-*[ \\t]*create above / drop below)",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private SectionMarkers() {}

  static Optional<Finding> in(TextFile file) {
    Matcher marker = MARKER.matcher(file.text());
    if (!marker.find()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
                "foreign-sections",
                Severity.ERROR,
                "The file is cut into sections as another tool reads them.")
            .at(new Location(file.path(), Script.of(file.text()).position(marker.start())))
            .showing(Snippet.of(file.text(), new Span(marker.start(), marker.end())))
            .because("As a plain file it would run as a whole: the way up, then the way down.")
            .help(
                "Mark the sections as dbmate does, '-- migrate:up' and '-- migrate:down', and set"
                    + " layout: dbmate; or move the way down to <version>_<name>.down.sql."));
  }
}
