package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What CREATE INDEX, REINDEX and changes of an index do.
final class IndexForms {
  private IndexForms() {}

  static Part of(Known known, Node.IndexStmt index) {
    Name table = known.name(index.relation());
    String concurrently = index.concurrent() ? "-concurrently" : "";
    if (known.isPartitioned(table)) {
      boolean only = index.relation() != null && !index.relation().inh();
      return only
          ? Form.of("create-index-parent-only", Role.PARENT, table)
          : Form.of("create-index-parent" + concurrently, Role.PARENT, table)
              .with(Role.PARTITION, known.partitions(table));
    }
    String form = index.unique() ? "create-unique-index" : "create-index";
    return Form.of(form + concurrently, Role.TABLE, table);
  }

  static Part of(Known known, Node.ReindexStmt reindex) {
    boolean concurrently =
        reindex.params().stream()
            .anyMatch(
                each ->
                    each instanceof Node.DefElem option && option.defname().equals("concurrently"));
    String end = concurrently ? "-concurrently" : "";
    return switch (reindex.kind()) {
      case REINDEX_OBJECT_INDEX ->
          onIndex(known, Name.of(relation(reindex)), "reindex-index" + end);
      case REINDEX_OBJECT_TABLE -> {
        Name table = known.name(reindex.relation());
        yield known.isPartitioned(table)
            ? new Unknown("%s is partitioned".formatted(table))
            : Form.of("reindex-table" + end, Role.TABLE, table);
      }
      case REINDEX_OBJECT_SCHEMA -> schema(known, reindex.name(), "reindex-schema" + end);
      case REINDEX_OBJECT_SYSTEM, REINDEX_OBJECT_DATABASE ->
          new Unknown("it works on all tables of the database");
    };
  }

  private static Node.RangeVar relation(Node.ReindexStmt reindex) {
    return Optional.ofNullable(reindex.relation()).orElseThrow();
  }

  private static Part schema(Known known, String schema, String form) {
    List<Name> tables = new ArrayList<>();
    List<Name> views = new ArrayList<>();
    for (Table table : known.schema().tables()) {
      if (table.name().schema().equals(schema) && table.sort() == Table.Sort.TABLE) {
        tables.add(table.name());
      } else if (table.name().schema().equals(schema)
          && table.sort() == Table.Sort.MATERIALIZED_VIEW) {
        views.add(table.name());
      }
    }
    return Form.of(form).with(Role.TABLE, tables).with(Role.MATERIALIZED_VIEW, views);
  }

  /// A form on an index, which needs to be known for its table.
  static Part onIndex(Known known, Name index, String form) {
    Optional<Name> table = known.indexed(index);
    if (table.isEmpty()) {
      return new Unknown("the table of index %s isn't known".formatted(index));
    }
    return known.isPartitioned(table.get())
        ? new Unknown("%s is partitioned".formatted(table.get()))
        : Form.of(form, Role.TABLE, table.get());
  }

  /// `ALTER INDEX ... ATTACH PARTITION`.
  static Part attach(Known known, Name index, Node.PartitionCmd partition) {
    Optional<Name> parent = known.indexed(index);
    Optional<Name> child =
        Optional.ofNullable(partition.name()).map(Name::of).flatMap(known::indexed);
    return parent.isPresent() && child.isPresent()
        ? Form.of("attach-index", Role.PARENT, parent.get())
            .with(Role.PARTITION, List.of(child.get()))
        : new Unknown("the tables of the indexes aren't known");
  }
}
