package dev.towpath.lint.reading;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What is known of a table to hang on a column: what falls with it, and what stops its drop. Of
/// code that uses it speaks breaks-stored-code.
public final class ColumnUse {
  private final Schema schema;
  private final Table table;
  private final String column;

  private ColumnUse(Schema schema, Table table, String column) {
    this.schema = schema;
    this.table = table;
    this.column = column;
  }

  /// Sentences, each after a space; empty where nothing is known.
  public static String of(Schema schema, Name table, String column) {
    return schema
        .table(table)
        .map(known -> new ColumnUse(schema, known, column).sentences())
        .orElse("");
  }

  /// The views that read a column.
  public static List<String> views(Schema schema, Name table, String column) {
    return schema.views().reading(table).stream()
        .filter(view -> view.reads().getOrDefault(table, Set.of()).contains(column))
        .map(view -> view.name().toString())
        .toList();
  }

  private String sentences() {
    return say(" These go with it, without a word: %s.", falling())
        + say(" These need it, so the statement fails without CASCADE: %s.", keys().toList());
  }

  private static String say(String sentence, List<String> what) {
    return what.isEmpty() ? "" : sentence.formatted(String.join(", ", what));
  }

  private List<String> falling() {
    Stream<String> indexes =
        table.indexes().stream()
            .filter(index -> index.columns().contains(column))
            .map(index -> "index " + index.name().name());
    Stream<String> constraints =
        table.constraints().stream()
            .filter(each -> each.columns().contains(column))
            .filter(each -> each.type() != TableConstraint.Type.NOT_NULL)
            .map(ColumnUse::named);
    return Stream.concat(indexes, constraints).distinct().toList();
  }

  private static String named(TableConstraint constraint) {
    String type = constraint.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return constraint.name().isEmpty() ? "a " + type : type + " " + constraint.name();
  }

  /// Foreign keys of other tables, where the column is of the primary key.
  private Stream<String> keys() {
    return table.primaryKey().filter(key -> key.columns().contains(column)).isEmpty()
        ? Stream.of()
        : schema.referencing(table.name()).stream()
            .map(Table::name)
            .filter(each -> !each.equals(table.name()))
            .map(each -> "a foreign key of " + each);
  }
}
