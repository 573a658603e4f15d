package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.NewColumn;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.report.Severity;
import java.util.List;

/// A length in the type is hard to change and gains nothing.
final class PreferText implements NewColumnRule {
  @Override
  public String name() {
    return "prefer-text";
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
        type -> type.startsWith("character varying("),
        "Column %s has a length in its type.",
        "varchar(n) takes as much room as text; a shorter limit later rewrites the table.",
        "Use text, with a CHECK on the length where there is a real limit.");
  }
}
