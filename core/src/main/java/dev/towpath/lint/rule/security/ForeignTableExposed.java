package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.reading.Made;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A foreign table that clients can read has no row security.
final class ForeignTableExposed implements Rule {
  @Override
  public String name() {
    return "foreign-table-exposed";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!Exposure.isOn(change)) {
      return List.of();
    }
    if (change.node() instanceof Node.ImportForeignSchemaStmt all
        && Exposure.reaches(
            change.schema(), Access.Kind.RELATION, new Name(all.localSchema(), "*"))) {
      return List.of(hit("all tables of %s".formatted(all.remoteSchema())));
    }
    return Made.foreignTable(change).stream()
        .map(
            table ->
                hit("foreign table %s".formatted(table))
                    .ifStill(
                        schema ->
                            schema.table(table).isPresent()
                                && Exposure.reaches(schema, Access.Kind.RELATION, table)))
        .toList();
  }

  private static Hit hit(String what) {
    return Hit.of("This shows %s to everyone.".formatted(what))
        .because(
            "A foreign table can't have row security, and asks the other server with the"
                + " credentials of its owner; the platform serves it over the internet.")
        .help("Make it in a schema that isn't served, or revoke it from anon and authenticated.");
  }
}
