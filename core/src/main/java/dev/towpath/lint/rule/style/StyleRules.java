package dev.towpath.lint.rule.style;

import dev.towpath.lint.Rule;
import java.util.List;

/// Types and names that are regretted later; most are off unless they are asked for.
public final class StyleRules {
  public static final List<Rule> ALL =
      List.of(
          new EnumValueOrder(),
          new HashIndex(),
          new IdentifierTooLong(),
          new NoChar(),
          new NoMoney(),
          new PreferBigintKey(),
          new PreferIdentity(),
          new PreferJsonb(),
          new PreferText(),
          new PreferTimestamptz());

  private StyleRules() {}
}
