package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;

/// A required column without a value for the rows that are there fails.
final class NotNullWithoutDefault implements AlterTableRule {
  @Override
  public String name() {
    return "not-null-without-default";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedColumn.in(change).stream()
        .filter(added -> isRequired(added) && !hasValue(change, added))
        .filter(added -> !isEmptied(change))
        .map(NotNullWithoutDefault::hit)
        .toList();
  }

  private static boolean isRequired(AddedColumn added) {
    return added.has(ConstrType.CONSTR_NOTNULL) || added.has(ConstrType.CONSTR_PRIMARY);
  }

  /// A domain may bring a default of its own.
  private static boolean hasValue(Change change, AddedColumn added) {
    boolean nothing =
        added
            .constraint(ConstrType.CONSTR_DEFAULT)
            .filter(given -> given.rawExpr() instanceof Node.A_Const constant && constant.isnull())
            .isPresent();
    return (added.has(ConstrType.CONSTR_DEFAULT) && !nothing)
        || added.has(ConstrType.CONSTR_IDENTITY)
        || added.has(ConstrType.CONSTR_GENERATED)
        || added.isSerial()
        || added.domain(change).isPresent();
  }

  /// Whether the same transaction has emptied the table before.
  private static boolean isEmptied(Change change) {
    return change.transaction().earlier().stream().anyMatch(each -> empties(each, change.table()));
  }

  private static boolean empties(Change earlier, Name table) {
    return switch (earlier.node()) {
      case Node.DeleteStmt delete -> delete.whereClause() == null && earlier.table().equals(table);
      case Node.TruncateStmt truncate ->
          Nodes.find(truncate, Node.RangeVar.class).stream()
              .anyMatch(each -> earlier.schema().qualified(Name.of(each)).equals(table));
      default -> false;
    };
  }

  private static Hit hit(AddedColumn added) {
    return Hit.of(
            "This adds %s to %s as NOT NULL without a default: it fails if there is a row."
                .formatted(added.name(), added.table()))
        .at(added.node().location())
        .because("It works on an empty table, so it passes every test and fails in production.")
        .help(
            "Give it a constant DEFAULT, which costs nothing, or add it nullable, fill it in"
                + " batches, and make it NOT NULL later.");
  }
}
