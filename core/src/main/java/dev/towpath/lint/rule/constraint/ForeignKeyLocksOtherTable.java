package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A new foreign key locks the table that it points to against writes, until the transaction ends.
final class ForeignKeyLocksOtherTable implements NewColumnRule {
  @Override
  public String name() {
    return "foreign-key-locks-other-table";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    return quick(change).stream()
        .map(key -> referenced(change, key))
        .filter(other -> !other.equals(own(change)) && change.isInUse(other))
        .distinct()
        .map(other -> hit(change, other))
        .toList();
  }

  /// The foreign keys that are made without a look at rows; other rules speak of those that are
  /// made with one.
  private static List<Node.Constraint> quick(Change change) {
    if (change.node() instanceof Node.CreateStmt create) {
      return keys(create);
    }
    Stream<Node.Constraint> added =
        change.commands(AlterTableType.AT_AddColumn, AlterTableType.AT_AddConstraint).stream()
            .flatMap(command -> keys(command).stream());
    if (!AlteredTable.isTable(change) || !change.isInUse(change.table())) {
      return added.toList();
    }
    return added.filter(key -> !isSlow(change, key)).toList();
  }

  private static boolean isSlow(Change change, Node.Constraint key) {
    return AddedConstraint.in(change, ConstrType.CONSTR_FOREIGN).stream()
            .anyMatch(added -> added.node().equals(key) && added.isChecked())
        || AddedColumn.in(change).stream()
            .anyMatch(
                added ->
                    added.has(ConstrType.CONSTR_DEFAULT)
                        && added.node().constraints().contains(key));
  }

  private static List<Node.Constraint> keys(Node node) {
    return Nodes.find(node, Node.Constraint.class).stream()
        .filter(each -> each.contype() == ConstrType.CONSTR_FOREIGN && each.pktable() != null)
        .toList();
  }

  /// The table that a foreign key points to.
  static Name referenced(Change change, Node.Constraint key) {
    return key.pktable() == null
        ? new Name("", "")
        : change.schema().qualified(Name.of(key.pktable()));
  }

  private static Name own(Change change) {
    return change.node() instanceof Node.CreateStmt create && create.relation() != null
        ? change.schema().qualified(Name.of(create.relation()))
        : change.table();
  }

  private static String form(Change change) {
    if (change.node() instanceof Node.CreateStmt) {
      return "create-table-references";
    }
    return change.commands(AlterTableType.AT_AddConstraint).isEmpty()
        ? "add-column-references"
        : "add-foreign-key-not-valid";
  }

  private static Hit hit(Change change, Name other) {
    return Hit.of("This foreign key locks %s, which is in use, against writes.".formatted(other))
        .because(
            change.cost(form(change), Map.of(Role.REFERENCED, other.toString()))
                + (change.transaction().isBlock()
                    ? " It waits for all who write there, and new writers queue behind it until"
                        + " the whole transaction ends."
                    : " It waits for all who write there, and new writers queue behind it until"
                        + " it is done."))
        .help("Let it be the last statement of a short transaction, under a lock_timeout.");
  }
}
