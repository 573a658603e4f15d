package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.NewColumn;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.report.Severity;
import java.util.List;

/// A char(n) column pads what it holds with blanks.
final class NoChar implements NewColumnRule {
  @Override
  public String name() {
    return "no-char";
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
        type -> type.equals("character") || type.startsWith("character("),
        "Column %s is char(n), which pads values with blanks.",
        "The blanks take room and get in the way of LIKE and of other programs.",
        "Use text, with a CHECK on the length if it matters.");
  }
}
