package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.Map;
import java.util.Optional;

/// A table as CREATE TABLE makes it.
final class NewTable {
  /// INCLUDING DEFAULTS, GENERATED and IDENTITY, as bits of PostgreSQL's TableLikeOption.
  private static final int LIKE_GIVES_VALUES = 1 << 3 | 1 << 4 | 1 << 5;

  private NewTable() {}

  static void apply(Schema schema, Node.CreateStmt create) {
    if (create.relation() == null) {
      return;
    }
    Name name = name(schema, create.relation());
    if (create.ifNotExists() && schema.table(name).isPresent()) {
      return;
    }
    Table table = Table.of(name, sort(create, name), schema.isDeploying(), true);
    Node.PartitionBoundSpec bound = create.partbound();
    if (bound != null
        && !create.inhRelations().isEmpty()
        && create.inhRelations().getFirst() instanceof Node.RangeVar parent) {
      table = table.asPartition(Optional.of(schema.qualified(Name.of(parent))), bound.isDefault());
    }
    for (Node element : create.tableElts()) {
      table =
          switch (element) {
            case Node.ColumnDef column -> TableChange.withColumn(schema, table, column);
            case Node.Constraint constraint -> NewConstraint.on(schema, table, constraint);
            case Node.TableLikeClause like -> withColumnsOf(schema, table, like);
            default -> table.incomplete();
          };
    }
    schema.put(table);
  }

  /// LIKE copies the columns; without more of its words neither their defaults nor constraints.
  private static Table withColumnsOf(Schema schema, Table table, Node.TableLikeClause like) {
    Optional<Table> source = Optional.ofNullable(like.relation()).flatMap(schema::table);
    Table copy = source.filter(Table::complete).isPresent() ? table : table.incomplete();
    for (Column column : source.map(Table::columns).orElse(Map.of()).values()) {
      boolean given = column.hasDefault() && (like.options() & LIKE_GIVES_VALUES) != 0;
      copy = copy.with(new Column(column.name(), column.type(), column.notNull(), given));
    }
    return copy;
  }

  private static Table.Sort sort(Node.CreateStmt create, Name name) {
    if (name.schema().equals(SearchPath.TEMPORARY)) {
      return Table.Sort.TEMPORARY;
    }
    return create.partspec() == null ? Table.Sort.TABLE : Table.Sort.PARTITIONED;
  }

  /// Where a relation is made: in its own schema, in the first of the search path, or among the
  /// temporary ones.
  static Name name(Schema schema, Node.RangeVar relation) {
    Name name = Name.of(relation);
    if (relation.relpersistence().equals("t")) {
      return new Name(SearchPath.TEMPORARY, name.name());
    }
    return name.isQualified() ? name : new Name(schema.searchPath().getFirst(), name.name());
  }
}
