package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Rule;
import java.util.List;

/// Constraints: what is read under lock to prove them, and what they are worth.
public final class ConstraintRules {
  public static final List<Rule> ALL =
      List.of(
          new AddCheck(),
          new AddColumnCheck(),
          new AddColumnReferencesDefault(),
          new AddColumnUnique(),
          new AddExclusion(),
          new AddForeignKey(),
          new AddPrimaryKey(),
          new AddUnique(),
          new AlterDomainCheck(),
          new ForeignKeyLocksOtherTable(),
          new ForeignKeyTypeMismatch(),
          new ForeignKeyWithoutIndex(),
          new NotNullWithoutDefault(),
          new PreferNotNullConstraint(),
          new PrimaryKeyUsingIndex(),
          new SetNotNull(),
          new SetNotNullDropsProof());

  private ConstraintRules() {}
}
