package dev.towpath.lint.reading;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is known to go with an object that is dropped with CASCADE.
public final class Falling {
  private Falling() {}

  /// With a table, view or other relation: the views on it, and foreign keys that point to it.
  public static List<String> with(Schema schema, Name relation) {
    Stream<String> views =
        schema.views().fallingWith(relation).stream().map(view -> "view " + view);
    Stream<String> partitions =
        schema.partitions(relation).stream().map(each -> "partition " + each.name());
    return Stream.of(views, partitions, keys(schema, relation))
        .flatMap(Function.identity())
        .toList();
  }

  /// With a column, without what goes also without CASCADE.
  public static List<String> withColumn(Schema schema, Name table, String column) {
    Stream<String> views =
        ColumnUse.views(schema, table, column).stream().map(view -> "view " + view);
    boolean key =
        schema
            .table(table)
            .flatMap(Table::primaryKey)
            .filter(each -> each.columns().contains(column))
            .isPresent();
    return Stream.concat(views, key ? keys(schema, table) : Stream.of()).toList();
  }

  /// With a constraint: foreign keys, if it is the key that they point to.
  public static List<String> withConstraint(Schema schema, Name table, String constraint) {
    boolean other =
        schema
            .table(table)
            .flatMap(each -> each.constraint(constraint))
            .filter(each -> each.type() == TableConstraint.Type.CHECK)
            .isPresent();
    return other ? List.of() : keys(schema, table).toList();
  }

  private static Stream<String> keys(Schema schema, Name table) {
    return schema.referencing(table).stream()
        .map(Table::name)
        .filter(each -> !each.equals(table))
        .map(each -> "a foreign key of " + each);
  }
}
