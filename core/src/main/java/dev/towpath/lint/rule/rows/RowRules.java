package dev.towpath.lint.rule.rows;

import dev.towpath.lint.Rule;
import java.util.List;

/// Statements on rows: lost ones, and many at once.
public final class RowRules {
  public static final List<Rule> ALL =
      List.of(
          new DeleteWithoutWhere(),
          new InsertSelectLarge(),
          new Truncate(),
          new TruncateCascade(),
          new UpdateLarge(),
          new UpdateWithoutWhere());

  private RowRules() {}
}
