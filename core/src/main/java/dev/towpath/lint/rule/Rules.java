package dev.towpath.lint.rule;

import dev.towpath.lint.Rule;
import java.util.List;
import java.util.Optional;

/// All rules of the guard, by name.
public final class Rules {
  public static final List<Rule> ALL =
      List.of(
          new DisableRls(),
          new DropCascade(),
          new DropColumn(),
          new DropDatabase(),
          new DropExtension(),
          new DropFunction(),
          new DropOwned(),
          new DropPolicy(),
          new DropRole(),
          new DropSchema(),
          new DropSequence(),
          new DropTable(),
          new DropTrigger(),
          new DropType(),
          new DropView(),
          new EnableRlsHidesRows(),
          new FunctionOverload(),
          new IndexNotConcurrent(),
          new MultiplePermissivePolicies(),
          new PolicyAlwaysTrue(),
          new PolicyAuthNotWrapped(),
          new PolicyUserMetadata(),
          new PolicyWithoutRls(),
          new RenameColumn(),
          new RenameEnumValue(),
          new RenameFunction(),
          new RenameSchema(),
          new RenameTable(),
          new RenameView(),
          new ReplaceViewColumns(),
          new RlsWithoutPolicy(),
          new SetSchema(),
          new TableWithoutRls(),
          new Truncate(),
          new TruncateCascade());

  private Rules() {}

  public static Optional<Rule> named(String name) {
    return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }
}
