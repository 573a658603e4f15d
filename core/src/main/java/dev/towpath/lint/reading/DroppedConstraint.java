package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.ConstraintName;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;

/// `DROP CONSTRAINT` on a table in use.
///
/// @param known what the schema has of the name; empty if nothing
public record DroppedConstraint(Name table, String name, Optional<TableConstraint> known) {

  /// Not those of `IF EXISTS` that are known not to be there.
  public static List<DroppedConstraint> in(Change change) {
    return AlteredTable.commands(change, AlterTableType.AT_DropConstraint).stream()
        .filter(command -> !(command.missingOk() && isMissing(change, command.name())))
        .map(command -> of(change, command))
        .toList();
  }

  private static DroppedConstraint of(Change change, Node.AlterTableCmd command) {
    return new DroppedConstraint(
        change.table(),
        command.name(),
        change.known(change.table()).flatMap(table -> table.constraint(command.name())));
  }

  private static boolean isMissing(Change change, String name) {
    return change
        .known(change.table())
        .filter(Table::complete)
        .filter(table -> table.constraint(name).isEmpty())
        .isPresent();
  }

  public boolean is(TableConstraint.Type type) {
    return known.filter(each -> each.type() == type).isPresent();
  }

  /// By what is known, or else by the name that PostgreSQL gives one.
  public boolean isPrimaryKey() {
    return is(TableConstraint.Type.PRIMARY_KEY)
        || (known.isEmpty()
            && name.equals(
                ConstraintName.usual(table.name(), TableConstraint.Type.PRIMARY_KEY, List.of())));
  }
}
