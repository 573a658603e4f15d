package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.schema.Access;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Set;

/// Default privileges open tables that do not exist yet.
final class DefaultPrivilegesToAnon implements Rule {
  @Override
  public String name() {
    return "default-privileges-to-anon";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.AlterDefaultPrivilegesStmt alter)
        || alter.action() == null
        || !alter.action().isGrant()
        || alter.action().objtype() != ObjectType.OBJECT_TABLE
        || isUsual(change, alter)) {
      return List.of();
    }
    List<String> strangers =
        Access.roles(alter.action().grantees()).stream().filter(OPEN::contains).toList();
    return strangers.isEmpty() ? List.of() : List.of(hit(alter.action(), strangers));
  }

  private static final Set<String> OPEN = Set.of("anon", "web_anon", "anonymous", Access.PUBLIC);

  /// What the platform itself has set for its open schema.
  private static boolean isUsual(Change change, Node.AlterDefaultPrivilegesStmt alter) {
    return Exposure.isOn(change) && Access.schemas(alter).equals(List.of("public"));
  }

  private static Hit hit(Node.GrantStmt action, List<String> strangers) {
    return Hit.of(
            "This gives %s on every table to come to %s."
                .formatted(
                    String.join(", ", Access.privileges(action)), String.join(", ", strangers)))
        .because("Whoever makes a table later doesn't see that it is open from its first moment.")
        .help("Give rights table by table, beside the table's row security.");
  }
}
