package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.report.Severity;
import dev.towpath.sql.Identifiers;
import dev.towpath.sql.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// PostgreSQL cuts names off behind 63 bytes.
final class IdentifierTooLong implements Rule {
  @Override
  public String name() {
    return "identifier-too-long";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    Set<String> seen = new HashSet<>();
    List<Hit> hits = new ArrayList<>();
    for (Span place : Identifiers.longerThan(change.sql(), MOST_BYTES)) {
      String name = place.in(change.sql());
      if (seen.add(name)) {
        hits.add(
            Hit.of("This name is cut off after %d bytes: %s.".formatted(MOST_BYTES, name))
                .at(place.start())
                .because(
                    "PostgreSQL says so in a notice only; two names with the same beginning are the"
                        + " same name, and tools that compare with the full name don't find it.")
                .help("Find a shorter name."));
      }
    }
    return hits;
  }

  private static final int MOST_BYTES = 63;
}
