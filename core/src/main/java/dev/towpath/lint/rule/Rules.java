package dev.towpath.lint.rule;

import dev.towpath.lint.Rule;
import dev.towpath.lint.rule.constraint.ConstraintRules;
import dev.towpath.lint.rule.deploy.DeployRules;
import dev.towpath.lint.rule.drop.DropRules;
import dev.towpath.lint.rule.lock.LockRules;
import dev.towpath.lint.rule.partition.PartitionRules;
import dev.towpath.lint.rule.rewrite.RewriteRules;
import dev.towpath.lint.rule.rows.RowRules;
import dev.towpath.lint.rule.security.SecurityRules;
import dev.towpath.lint.rule.session.SessionRules;
import dev.towpath.lint.rule.style.StyleRules;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All rules of the guard, by name. Each theme has a package of its own with a list of its rules.
public final class Rules {
  public static final List<Rule> ALL =
      Stream.of(
              LockRules.ALL,
              ConstraintRules.ALL,
              RewriteRules.ALL,
              PartitionRules.ALL,
              DropRules.ALL,
              RowRules.ALL,
              DeployRules.ALL,
              SecurityRules.ALL,
              SessionRules.ALL,
              StyleRules.ALL)
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Rule::name))
          .toList();

  private Rules() {}

  public static Optional<Rule> named(String name) {
    return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }
}
