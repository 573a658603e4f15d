package dev.towpath.lint.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A table, a view or another relation with columns. Immutable.
///
/// @param born whether an earlier statement of this deploy made it: then no one waits for it, and
///     there is little in it
/// @param complete whether all its parts are known; a table that only some statements mentioned is
///     not
/// @param partitionOf the partitioned table that it is a partition of
/// @param isDefault whether it is the default partition there
/// @param rows about how many there are, if the target was asked
public record Table(
    Name name,
    Sort sort,
    boolean born,
    boolean complete,
    Map<String, Column> columns,
    List<TableConstraint> constraints,
    List<Index> indexes,
    List<Policy> policies,
    boolean rowSecurity,
    Optional<Name> partitionOf,
    boolean isDefault,
    OptionalLong rows) {

  /// What a relation is.
  public enum Sort {
    TABLE,
    PARTITIONED,
    TEMPORARY,
    FOREIGN,
    VIEW,
    MATERIALIZED_VIEW
  }

  public Table {
    columns = Collections.unmodifiableMap(columns); // its own: see columns(UnaryOperator)
    constraints = List.copyOf(constraints);
    indexes = List.copyOf(indexes);
    policies = List.copyOf(policies);
  }

  /// A relation without parts.
  public static Table of(Name name, Sort sort, boolean born, boolean complete) {
    return new Table(
        name,
        sort,
        born,
        complete,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Optional.empty(),
        false,
        OptionalLong.empty());
  }

  public Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  public Optional<TableConstraint> constraint(String name) {
    return constraints.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  public Optional<TableConstraint> primaryKey() {
    return constraints.stream()
        .filter(each -> each.type() == TableConstraint.Type.PRIMARY_KEY)
        .findFirst();
  }

  /// Whether a validated CHECK or NOT NULL proves that a column holds no null.
  public boolean provesNotNull(String column) {
    return constraints.stream()
        .anyMatch(each -> each.validated() && each.notNull().contains(column));
  }

  /// Whether an index or a constraint's index begins with some columns, in any order.
  public boolean hasIndexOn(List<String> wanted) {
    Stream<List<String>> own =
        constraints.stream()
            .filter(
                each ->
                    each.type() == TableConstraint.Type.PRIMARY_KEY
                        || each.type() == TableConstraint.Type.UNIQUE)
            .map(TableConstraint::columns);
    return Stream.concat(indexes.stream().map(Index::columns), own)
        .anyMatch(each -> beginsWith(each, wanted));
  }

  private static boolean beginsWith(List<String> columns, List<String> wanted) {
    return columns.size() >= wanted.size()
        && new HashSet<>(columns.subList(0, wanted.size())).containsAll(wanted);
  }

  public Table named(Name now) {
    return but(table -> table.name = now);
  }

  public Table with(Column column) {
    return columns(
        each -> {
          each.put(column.name(), column);
          return each;
        });
  }

  public Table with(TableConstraint constraint) {
    return constraints(plus(constraints, constraint));
  }

  public Table with(Index index) {
    return indexes(plus(indexes, index));
  }

  public Table with(Policy policy) {
    return policies(plus(policies, policy));
  }

  /// With a policy in the place of the one of its name.
  public Table replacing(Policy policy) {
    return policies(
        policies.stream().map(each -> each.name().equals(policy.name()) ? policy : each).toList());
  }

  public Table withRowSecurity(boolean on) {
    return but(table -> table.rowSecurity = on);
  }

  public Table asPartition(Optional<Name> parent, boolean asDefault) {
    return but(
        table -> {
          table.partitionOf = parent;
          table.isDefault = asDefault;
        });
  }

  /// The same table, with more parts than are known.
  Table incomplete() {
    return but(table -> table.complete = false);
  }

  public Table withRows(long count) {
    return but(table -> table.rows = OptionalLong.of(count));
  }

  /// The same table for the next deploy.
  Table aged() {
    if (!born && indexes.stream().noneMatch(Index::born)) {
      return this;
    }
    return but(
        table -> {
          table.born = false;
          table.indexes = indexes.stream().map(Index::aged).toList();
        });
  }

  Table columns(UnaryOperator<Map<String, Column>> change) {
    Map<String, Column> now = change.apply(new LinkedHashMap<>(columns));
    return but(table -> table.columns = now);
  }

  Table changed(String column, UnaryOperator<Column> change) {
    Column before = columns.getOrDefault(column, new Column(column, "", false, false));
    return with(Objects.requireNonNull(change.apply(before)));
  }

  Table constraints(List<TableConstraint> now) {
    return but(table -> table.constraints = now);
  }

  Table indexes(List<Index> now) {
    return but(table -> table.indexes = now);
  }

  Table policies(List<Policy> now) {
    return but(table -> table.policies = now);
  }

  private static <T> List<T> plus(List<T> some, T one) {
    List<T> more = new ArrayList<>(some);
    more.add(one);
    return more;
  }

  private Table but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.table();
  }

  /// A copy on its way to be another table.
  private static final class Draft {
    private Name name;
    private final Sort sort;
    private boolean born;
    private boolean complete;
    private Map<String, Column> columns;
    private List<TableConstraint> constraints;
    private List<Index> indexes;
    private List<Policy> policies;
    private boolean rowSecurity;
    private Optional<Name> partitionOf;
    private boolean isDefault;
    private OptionalLong rows;

    Draft(Table table) {
      name = table.name;
      sort = table.sort;
      born = table.born;
      complete = table.complete;
      columns = table.columns;
      constraints = table.constraints;
      indexes = table.indexes;
      policies = table.policies;
      rowSecurity = table.rowSecurity;
      partitionOf = table.partitionOf;
      isDefault = table.isDefault;
      rows = table.rows;
    }

    Table table() {
      return new Table(
          name,
          sort,
          born,
          complete,
          columns,
          constraints,
          indexes,
          policies,
          rowSecurity,
          partitionOf,
          isDefault,
          rows);
    }
  }
}
