package dev.towpath.catalog.shape;

import dev.towpath.catalog.Kind;
import java.util.Set;
import java.util.stream.Collectors;

/// Says which views PostgreSQL lets a client insert into and update, as through to their tables.
public final class Changes {
  /// What makes a row of several, or several of one: such a query is no longer of the rows of its
  /// table. The names are PostgreSQL's own.
  private static final Set<String> NOT_BY_ROW =
      Set.of(
          ViewReader.WINDOW,
          "any_value",
          "array_agg",
          "avg",
          "bit_and",
          "bit_or",
          "bit_xor",
          "bool_and",
          "bool_or",
          "count",
          "every",
          "json_agg",
          "json_object_agg",
          "jsonb_agg",
          "jsonb_object_agg",
          "max",
          "min",
          "mode",
          "percentile_cont",
          "percentile_disc",
          "range_agg",
          "range_intersect_agg",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "string_agg",
          "sum",
          "var_pop",
          "var_samp",
          "variance",
          "xmlagg",
          "generate_series",
          "generate_subscripts",
          "json_array_elements",
          "json_array_elements_text",
          "json_each",
          "json_each_text",
          "json_object_keys",
          "jsonb_array_elements",
          "jsonb_array_elements_text",
          "jsonb_each",
          "jsonb_each_text",
          "jsonb_object_keys",
          "regexp_matches",
          "regexp_split_to_table",
          "string_to_table",
          "unnest");

  private final Shape shape;
  private final Set<Name> notByRow;

  public Changes(Shape shape) {
    this.shape = shape;
    this.notByRow =
        shape.routines().stream()
            .filter(routine -> routine.object().name().kind() == Kind.AGGREGATE || routine.set())
            .map(Routine::name)
            .collect(Collectors.toSet());
  }

  /// Whether rows can be inserted and updated; true for a table.
  public boolean possible(Relation relation) {
    if (relation.isTable()) {
      return true;
    }
    if (relation.kind() != Kind.VIEW || relation.view().isEmpty()) {
      return false;
    }
    View view = relation.view().get();
    return view.source().stream()
            .anyMatch(name -> shape.relation(name).filter(this::possible).isPresent())
        && view.calls().stream().noneMatch(this::isNotByRow);
  }

  private boolean isNotByRow(Name function) {
    return notByRow.contains(function)
        || ((function.schema().isEmpty() || function.schema().equals("pg_catalog"))
            && NOT_BY_ROW.contains(function.name()));
  }

  /// Whether a client may give a column a value.
  public boolean possible(Relation relation, Column column) {
    return relation.isTable()
        ? !column.generatedAlways()
        : shape
            .stored(relation.name(), column.name())
            .flatMap(
                origin -> shape.relation(origin.relation()).flatMap(r -> r.column(origin.column())))
            .filter(stored -> !stored.generatedAlways())
            .isPresent();
  }
}
