package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.NewColumn;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.report.Severity;
import java.util.List;

/// A timestamp without time zone says no moment.
final class PreferTimestamptz implements NewColumnRule {
  @Override
  public String name() {
    return "prefer-timestamptz";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public boolean isOptional() {
    return true;
  }

  @Override
  public List<Hit> check(Change change) {
    return NewColumn.hits(
        change,
        type -> type.startsWith("timestamp") && type.contains("without time zone"),
        "Column %s is a timestamp without time zone.",
        "It is a reading of some clock: which moment it was hangs on who reads it.",
        "Use timestamptz, which keeps the moment and takes the same room.");
  }
}
