package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.schema.ConstraintName;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;

/// A constraint that ALTER TABLE adds to a table in use.
public record AddedConstraint(Name table, Node.Constraint node) {

  public static List<AddedConstraint> in(Change change, ConstrType type) {
    return AlteredTable.commands(change, AlterTableType.AT_AddConstraint).stream()
        .map(Node.AlterTableCmd::def)
        .filter(Node.Constraint.class::isInstance)
        .map(def -> new AddedConstraint(change.table(), (Node.Constraint) def))
        .filter(added -> added.node.contype() == type)
        .toList();
  }

  /// Whether the rows that are there are held against it now.
  public boolean isChecked() {
    return !node.skipValidation() && (node.isEnforced() || !canBeUnenforced());
  }

  private boolean canBeUnenforced() {
    return node.contype() == ConstrType.CONSTR_CHECK || node.contype() == ConstrType.CONSTR_FOREIGN;
  }

  public List<String> columns() {
    if (node.rawExpr() != null) {
      return Nodes.find(node.rawExpr(), Node.ColumnRef.class).stream()
          .map(each -> Name.of(each.fields()).name())
          .distinct()
          .toList();
    }
    List<Node> keys = node.contype() == ConstrType.CONSTR_FOREIGN ? node.fkAttrs() : node.keys();
    return keys.stream().map(Name::word).toList();
  }

  /// Its name, or the one that PostgreSQL will make up.
  public String name(TableConstraint.Type type) {
    return node.conname().isEmpty()
        ? ConstraintName.usual(table.name(), type, columns())
        : node.conname();
  }

  /// The hit with NOT VALID added, where the statement does nothing else.
  public Hit notValid(Hit hit, Change change) {
    return AlteredTable.isSingle(change)
        ? hit.rewrite(Rewrite.insert(change.sql().length(), " NOT VALID"))
        : hit;
  }

  /// The hit with the index built first, where the statement does nothing else and needs nothing
  /// that the short form of CREATE INDEX lacks.
  public Hit usingIndex(Hit hit, Change change, TableConstraint.Type type, String words) {
    boolean simple =
        AlteredTable.isSingle(change)
            && !AlteredTable.isPartitioned(change)
            && node.including().isEmpty()
            && node.options().isEmpty()
            && !node.nullsNotDistinct()
            && !node.withoutOverlaps()
            && !node.deferrable();
    String sql =
        """
        CREATE UNIQUE INDEX CONCURRENTLY %2$s ON %1$s (%3$s);
        ALTER TABLE %1$s ADD CONSTRAINT %2$s %4$s USING INDEX %2$s\
        """
            .formatted(Quoted.name(table), Quoted.name(name(type)), Quoted.names(columns()), words);
    return simple ? hit.rewrite(Rewrite.whole(change.sql(), sql)) : hit;
  }
}
