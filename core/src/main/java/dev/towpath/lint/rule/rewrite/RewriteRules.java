package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Rule;
import java.util.List;

/// Tables that are written anew while nobody can use them.
public final class RewriteRules {
  public static final List<Rule> ALL =
      List.of(
          new AddColumnDomain(),
          new AddIdentity(),
          new AddSerial(),
          new AddStoredColumn(),
          new ChangeCollation(),
          new ChangeType(),
          new Cluster(),
          new NarrowType(),
          new SetAccessMethod(),
          new SetLogged(),
          new SetTablespace(),
          new VacuumFull(),
          new VolatileDefault());

  private RewriteRules() {}
}
