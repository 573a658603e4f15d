package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Access;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// GRANT ALL gives more than anyone lists.
final class GrantAll implements Rule {
  @Override
  public String name() {
    return "grant-all";
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
    if (!(change.node() instanceof Node.GrantStmt grant)
        || !grant.isGrant()
        || grant.objtype() != ObjectType.OBJECT_TABLE
        || !Access.privileges(grant).contains("all")) {
      return List.of();
    }
    return List.of(
        Hit.of(
                "This gives all rights, to %s."
                    .formatted(String.join(", ", Access.roles(grant.grantees()))))
            .because(
                "ALL has TRUNCATE in it, which row security doesn't hold, and TRIGGER, by which a"
                    + " role has its code run by others.")
            .help("GRANT SELECT, INSERT, UPDATE, DELETE, or less."));
  }
}
