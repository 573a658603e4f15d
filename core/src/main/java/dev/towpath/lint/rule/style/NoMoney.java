package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.NewColumn;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.report.Severity;
import java.util.List;

/// A money column means another amount under another setting.
final class NoMoney implements NewColumnRule {
  @Override
  public String name() {
    return "no-money";
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
        type -> type.equals("money") || type.equals("money[]"),
        "Column %s is money, whose meaning hangs on lc_monetary.",
        "The currency and the number of decimals come from a setting of the server, not from the"
            + " row.",
        "Use numeric, and a column for the currency.");
  }
}
