package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping a role locks out whoever logs in with it.
final class DropRole implements Rule {
  @Override
  public String name() {
    return "drop-role";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.DropRoleStmt drop)) {
      return List.of();
    }
    return Access.roles(drop.roles()).stream()
        .map(role -> new Name("", role))
        .filter(role -> !change.schema().others().isBorn(ObjectType.OBJECT_ROLE, role))
        .map(
            role ->
                Hit.of("This drops role %s.".formatted(role))
                    .because(
                        "Roles are the whole server's: it fails while any database holds something"
                            + " of the role, and whoever logs in with it is locked out.")
                    .help(
                        "Set it to NOLOGIN first and wait; roles are best kept out of a database's"
                            + " migrations.")
                    .ifStill(schema -> !schema.others().has(ObjectType.OBJECT_ROLE, role)))
        .toList();
  }
}
