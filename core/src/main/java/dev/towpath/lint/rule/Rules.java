package dev.towpath.lint.rule;

import dev.towpath.lint.Rule;
import java.util.List;
import java.util.Optional;

/// All rules of the guard, by name.
public final class Rules {
  public static final List<Rule> ALL =
      List.of(
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
          new IndexNotConcurrent(),
          new Truncate(),
          new TruncateCascade());

  private Rules() {}

  public static Optional<Rule> named(String name) {
    return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }
}
