package dev.towpath.migration.layout;

import dev.towpath.migration.Trivia;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sections of a dbmate file.
///
/// @param up from its directive to the next one; the whole text where there is none
/// @param upTransaction false if the up directive says `transaction:false`
/// @param downTransaction false if the down directive does
/// @param fault why dbmate would refuse the file
record DbmateSections(
    Span up,
    Optional<Span> down,
    boolean upTransaction,
    boolean downTransaction,
    Optional<Finding> fault) {
  private static final Pattern DIRECTIVE =
      Pattern.compile("^--\\s*migrate:(up|down)(?:\\s*$|[ \\t]+(\\S.*)$)", Pattern.MULTILINE);

  private record Directive(String kind, int start, String options) {
    boolean transaction() {
      return !List.of(options.split("\\s+")).contains("transaction:false");
    }
  }

  /// Whether a text has an up section.
  static boolean starts(String text) {
    return directives(text).stream().anyMatch(directive -> directive.kind.equals("up"));
  }

  static DbmateSections of(String text) {
    List<Directive> found = directives(text);
    Span whole = new Span(0, text.length());
    if (found.isEmpty() || !found.getFirst().kind.equals("up")) {
      return faulty(whole, "it doesn't begin with '-- migrate:up'");
    }
    int start = found.getFirst().start;
    if (!Trivia.only(text, 0, start)) {
      return faulty(whole, "statements stand before '-- migrate:up'");
    }
    if (found.size() == 1) {
      return faulty(new Span(start, text.length()), "it has no '-- migrate:down'");
    }
    Directive down = found.get(1);
    if (found.size() > 2 || !down.kind.equals("down")) {
      return faulty(
          new Span(start, down.start), "it has more than one pair of '-- migrate:' sections");
    }
    return new DbmateSections(
        new Span(start, down.start),
        Optional.of(new Span(down.start, text.length())),
        found.getFirst().transaction(),
        down.transaction(),
        Optional.empty());
  }

  private static List<Directive> directives(String text) {
    List<Directive> found = new ArrayList<>(2);
    if (!text.contains("migrate:")) {
      return found;
    }
    Matcher directive = DIRECTIVE.matcher(text);
    while (directive.find()) {
      String options = directive.group(2) == null ? "" : directive.group(2);
      found.add(new Directive(directive.group(1), directive.start(), options));
    }
    return found;
  }

  private static DbmateSections faulty(Span up, String why) {
    Finding fault =
        Finding.of("dbmate-sections", Severity.ERROR, "dbmate would refuse this file: " + why + ".")
            .help("Write one '-- migrate:up' and behind it one '-- migrate:down'.");
    return new DbmateSections(up, Optional.empty(), true, true, Optional.of(fault));
  }
}
