package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Access;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A grant to PUBLIC is for every role there is and will be.
final class GrantToPublic implements Rule {
  @Override
  public String name() {
    return "grant-to-public";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.GrantStmt grant)
        || !grant.isGrant()
        || !Access.roles(grant.grantees()).contains(Access.PUBLIC)
        || !matters(grant)) {
      return List.of();
    }
    return List.of(
        Hit.of(
                "This gives %s to every role."
                    .formatted(String.join(", ", Access.privileges(grant))))
            .because(
                "PUBLIC is every role that exists and every one made later, those of reports and of"
                    + " other applications too; a REVOKE from one of them changes nothing.")
            .help("Name the role that needs it."));
  }

  /// Not what everybody has by default or must have to look something up.
  private static boolean matters(Node.GrantStmt grant) {
    List<String> privileges = Access.privileges(grant);
    return switch (grant.objtype()) {
      case OBJECT_TABLE, OBJECT_SEQUENCE, OBJECT_FOREIGN_SERVER, OBJECT_FDW -> true;
      case OBJECT_SCHEMA, OBJECT_DATABASE ->
          privileges.contains("all") || privileges.contains("create");
      default -> false;
    };
  }
}
