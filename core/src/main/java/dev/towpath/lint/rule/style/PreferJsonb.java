package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.NewColumn;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.report.Severity;
import java.util.List;

/// A json column is kept as text and parsed at each use.
final class PreferJsonb implements NewColumnRule {
  @Override
  public String name() {
    return "prefer-jsonb";
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
        type -> type.equals("json") || type.equals("json[]"),
        "Column %s is json, which is parsed anew at each use.",
        "json has no equality: DISTINCT, GROUP BY and UNION fail on it, and no index reaches into"
            + " it.",
        "Use jsonb, unless the very text has to be kept.");
  }
}
