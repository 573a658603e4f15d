package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A new constraint of a domain locks and reads every table that uses it.
final class AlterDomainCheck implements Rule {
  @Override
  public String name() {
    return "alter-domain-check";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.AlterDomainStmt alter) || !readsRows(alter)) {
      return List.of();
    }
    Name domain = Name.of(alter.typeName());
    List<Name> tables = using(change, domain);
    boolean known = change.schema().type(domain).isPresent();
    return known && tables.isEmpty() ? List.of() : List.of(hit(change, alter, domain, tables));
  }

  /// `C` adds a constraint, `O` sets NOT NULL, `V` validates: letters of the grammar's own.
  private static boolean readsRows(Node.AlterDomainStmt alter) {
    return switch (alter.subtype()) {
      case "C" -> alter.def() instanceof Node.Constraint constraint && !constraint.skipValidation();
      case "O", "V" -> true;
      default -> false;
    };
  }

  private static String form(Node.AlterDomainStmt alter) {
    return switch (alter.subtype()) {
      case "O" -> "alter-domain-set-not-null";
      case "V" -> "alter-domain-validate";
      default -> "alter-domain-add-check";
    };
  }

  private static List<Name> using(Change change, Name domain) {
    Name whole = change.schema().type(domain).map(Schema.Type::name).orElse(domain);
    List<String> written =
        List.of(whole.toString(), whole.name(), whole + "[]", whole.name() + "[]");
    return change.schema().tables().stream()
        .filter(table -> change.isInUse(table.name()))
        .filter(
            table ->
                table.columns().values().stream()
                    .anyMatch(column -> written.contains(column.type())))
        .map(Table::name)
        .toList();
  }

  private static Hit hit(
      Change change, Node.AlterDomainStmt alter, Name domain, List<Name> tables) {
    boolean validates = alter.subtype().equals("V");
    String where =
        tables.isEmpty()
            ? "every table that uses it"
            : tables.stream().map(Name::toString).collect(Collectors.joining(" and "));
    Hit hit =
        Hit.of("This holds domain %s against all rows of %s.".formatted(domain, where))
            .because(change.cost(form(alter), Map.of(Role.TABLE, where)))
            .help(
                validates
                    ? "There is no gentler way to validate it: take a quiet moment, and a"
                        + " lock_timeout."
                    : "Add it NOT VALID, which holds for new values; validate it in a quiet"
                        + " moment.");
    return tables.size() == 1 ? hit.sizedBy(tables.getFirst()) : hit;
  }
}
