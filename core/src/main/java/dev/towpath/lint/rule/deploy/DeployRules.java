package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Rule;
import java.util.List;

/// What code that runs, in the application or in the database, notices of a deploy.
public final class DeployRules {
  public static final List<Rule> ALL =
      List.of(
          new BreaksStoredCode(),
          new EnumValueUsed(),
          new ExpandWithContract(),
          new FunctionOverload(),
          new RenameColumn(),
          new RenameEnumValue(),
          new RenameFunction(),
          new RenameSchema(),
          new RenameTable(),
          new RenameView(),
          new ReplaceViewColumns(),
          new SetSchema());

  private DeployRules() {}
}
