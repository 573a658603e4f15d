package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.GrantTargetType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Set;

/// A grant to strangers on a table without row security.
final class GrantToAnon implements Rule {
  @Override
  public String name() {
    return "grant-to-anon";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.GrantStmt grant)
        || !grant.isGrant()
        || grant.objtype() != ObjectType.OBJECT_TABLE
        || Access.roles(grant.grantees()).stream().noneMatch(STRANGERS::contains)) {
      return List.of();
    }
    String privileges = String.join(", ", Access.privileges(grant));
    if (grant.targtype() == GrantTargetType.ACL_TARGET_ALL_IN_SCHEMA) {
      return grant.objects().stream()
          .map(Name::word)
          .filter(schema -> !isOpenAnyway(change, new Name(schema, "*")))
          .map(schema -> hit("all tables of schema " + schema, privileges))
          .toList();
    }
    return change.schema().access().objects(grant).stream()
        .filter(table -> !isOpenAnyway(change, table))
        .map(
            table ->
                hit(table.toString(), privileges).ifStill(schema -> isUnguarded(schema, table)))
        .toList();
  }

  private static final Set<String> STRANGERS = Set.of("anon", "web_anon", "anonymous");

  /// On a platform that gives it by default the table's own rule speaks.
  private static boolean isOpenAnyway(Change change, Name table) {
    return Exposure.isOn(change)
        && Exposure.reaches(change.schema(), Access.Kind.RELATION, table, "anon");
  }

  /// A view has no row security of its own; another rule speaks of it.
  private static boolean isUnguarded(Schema schema, Name table) {
    return schema
        .table(table)
        .map(
            known ->
                !known.rowSecurity()
                    && known.sort() != Table.Sort.VIEW
                    && known.sort() != Table.Sort.MATERIALIZED_VIEW)
        .orElse(!schema.isGone(table));
  }

  private static Hit hit(String what, String privileges) {
    return Hit.of("This gives %s on %s to whoever has no account.".formatted(privileges, what))
        .because("Without row security that is every row of it, for anyone on the internet.")
        .help("Switch row security on first, with a policy that says which rows strangers see.");
  }
}
