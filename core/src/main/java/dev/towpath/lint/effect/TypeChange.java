package dev.towpath.lint.effect;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Column;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.lint.schema.TypeText;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `ALTER COLUMN ... TYPE` on a table in use, and what PostgreSQL does for it.
///
/// @param before the type as the schema has it; empty if unknown
public record TypeChange(
    Change change, Name table, String column, String before, Node.ColumnDef to) {

  /// What happens to the table.
  public enum Cost {
    /// The catalog alone is changed.
    NONE,
    /// The rows stay; indexes with the column are built anew.
    INDEXES,
    /// As INDEXES if the session's time zone is UTC, else all is written anew.
    UTC,
    /// The table and all its indexes are written anew.
    REWRITE,
    /// It depends on the type that the column has, which isn't known.
    UNKNOWN
  }

  /// What an ALTER COLUMN of the statement turns a column into.
  public static TypeChange of(Change change, String column, Node.ColumnDef to) {
    String before =
        change
            .known(change.table())
            .flatMap(table -> table.column(column))
            .map(Column::type)
            .orElse("");
    return new TypeChange(change, change.table(), column, before, to);
  }

  public String after() {
    return to.typeName() == null ? "" : TypeText.of(to.typeName());
  }

  public Cost cost() {
    if (before.isEmpty() || to.typeName() == null || to.typeName().pctType()) {
      return Cost.UNKNOWN;
    }
    boolean interval = after().equals("interval") && !to.typeName().typmods().isEmpty();
    if (!isPlain() || isConstrainedDomain() || interval) {
      return before.equals(after()) && isPlain() && !interval ? Cost.NONE : Cost.REWRITE;
    }
    Cost cost = TypeCost.of(TypeShape.base(change, before), TypeShape.base(change, after()));
    return cost == Cost.UTC && SessionZone.isUtc(change) ? Cost.INDEXES : cost;
  }

  /// Whether there is no USING, or one that says nothing but the new type.
  public boolean isPlain() {
    return switch (to.rawDefault()) {
      case null -> true;
      case Node.ColumnRef same -> Name.of(same.fields()).name().equals(column);
      case Node.TypeCast cast ->
          cast.arg() instanceof Node.ColumnRef same
              && Name.of(same.fields()).name().equals(column)
              && cast.typeName() != null
              && TypeText.of(cast.typeName()).equals(after());
      default -> false;
    };
  }

  private boolean isConstrainedDomain() {
    return to.typeName() != null
        && change
            .schema()
            .type(Name.of(to.typeName().names()))
            .filter(type -> type.sort() == Schema.Type.Sort.DOMAIN && type.constrained())
            .isPresent();
  }

  /// Whether an index has the column, or may have it as far as is known.
  public boolean mayBeIndexed() {
    Optional<Table> known = change.known(table);
    return known.filter(Table::complete).isEmpty()
        || known.filter(each -> hasIndexWith(each, column)).isPresent();
  }

  private static boolean hasIndexWith(Table table, String column) {
    return Stream.concat(
            table.indexes().stream().map(each -> each.columns()),
            constraints(table, TableConstraint.Type.PRIMARY_KEY, TableConstraint.Type.UNIQUE)
                .map(TableConstraint::columns))
        .anyMatch(columns -> columns.contains(column));
  }

  /// The CHECKs that mention the column.
  public List<String> checks() {
    return change.known(table).stream()
        .flatMap(each -> constraints(each, TableConstraint.Type.CHECK))
        .filter(check -> check.columns().contains(column))
        .map(TableConstraint::name)
        .toList();
  }

  /// The tables that foreign keys of the column point to.
  public List<Name> referenced() {
    return change.known(table).stream()
        .flatMap(each -> constraints(each, TableConstraint.Type.FOREIGN_KEY))
        .filter(key -> key.columns().contains(column))
        .flatMap(key -> key.references().stream())
        .toList();
  }

  private static Stream<TableConstraint> constraints(Table table, TableConstraint.Type... types) {
    List<TableConstraint.Type> wanted = List.of(types);
    return table.constraints().stream().filter(each -> wanted.contains(each.type()));
  }
}
