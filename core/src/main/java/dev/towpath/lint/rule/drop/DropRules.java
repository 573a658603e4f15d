package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Rule;
import java.util.List;

/// What is dropped, and who still needs it.
public final class DropRules {
  public static final List<Rule> ALL =
      List.of(
          new DropCascade(),
          new DropColumn(),
          new DropConstraint(),
          new DropDatabase(),
          new DropExtension(),
          new DropFunction(),
          new DropNotNull(),
          new DropOwned(),
          new DropPrimaryKey(),
          new DropRole(),
          new DropSchema(),
          new DropSequence(),
          new DropTable(),
          new DropTrigger(),
          new DropType(),
          new DropView());

  private DropRules() {}
}
