package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.effect.TypeShape;
import dev.towpath.lint.reading.NewForeignKey;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.lint.schema.Column;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.lint.schema.TypeText;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A foreign key between columns of different types.
final class ForeignKeyTypeMismatch implements NewColumnRule {
  @Override
  public String name() {
    return "foreign-key-type-mismatch";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

  @Override
  public List<Hit> check(Change change) {
    return NewForeignKey.in(change).stream().flatMap(key -> hits(change, key)).toList();
  }

  private static Stream<Hit> hits(Change change, NewForeignKey key) {
    Name other = ForeignKeyLocksOtherTable.referenced(change, key.node());
    List<String> to = referenced(change, key, other);
    if (to.size() != key.columns().size()) {
      return Stream.empty();
    }
    return IntStream.range(0, to.size())
        .boxed()
        .flatMap(
            at ->
                hit(
                    change,
                    key,
                    new Side(key.table(), key.columns().get(at)),
                    new Side(other, to.get(at)))
                    .stream());
  }

  /// A column of a table.
  private record Side(Name table, String column) {
    @Override
    public String toString() {
      return table + "." + column;
    }
  }

  private static List<String> referenced(Change change, NewForeignKey key, Name other) {
    if (!key.node().pkAttrs().isEmpty()) {
      return key.node().pkAttrs().stream().map(Name::word).toList();
    }
    return change
        .known(other)
        .flatMap(Table::primaryKey)
        .map(TableConstraint::columns)
        .orElseGet(() -> own(change).equals(other) ? ownKey(change) : List.of());
  }

  /// The primary key that a CREATE TABLE gives its table.
  private static List<String> ownKey(Change change) {
    Stream<String> behind =
        Nodes.find(change.node(), Node.ColumnDef.class).stream()
            .filter(column -> column.constraints().stream().anyMatch(each -> isPrimary(each)))
            .map(Node.ColumnDef::colname);
    Stream<String> apart =
        Nodes.find(change.node(), Node.Constraint.class).stream()
            .filter(each -> isPrimary(each))
            .flatMap(each -> each.keys().stream())
            .map(Name::word);
    return Stream.concat(behind, apart).toList();
  }

  private static boolean isPrimary(Node element) {
    return element instanceof Node.Constraint one && one.contype() == ConstrType.CONSTR_PRIMARY;
  }

  private static Optional<Hit> hit(Change change, NewForeignKey key, Side from, Side to) {
    String left = type(change, from);
    String right = type(change, to);
    if (left.isEmpty() || right.isEmpty() || fits(left, right)) {
      return Optional.empty();
    }
    boolean narrow = INTEGERS.contains(left) && INTEGERS.contains(right);
    return Optional.of(
        Hit.of("%s is %s, but %s is %s.".formatted(from, left, to, right))
            .at(key.node().location())
            .because(
                narrow
                    ? ("Once keys grow beyond what %s holds, rows can't point to them: inserts"
                            + " fail on that day.")
                        .formatted(left)
                    : "Each look-up has to convert, and may not be able to use the index.")
            .help("Give both columns the same type while the table is small."));
  }

  /// A wider integer holds all keys, and kinds of text are one to an index.
  private static boolean fits(String left, String right) {
    boolean integers = INTEGERS.contains(left) && INTEGERS.contains(right);
    return left.equals(right)
        || (integers && INTEGERS.indexOf(left) > INTEGERS.indexOf(right))
        || (TypeShape.of(left).isText() && TypeShape.of(right).isText());
  }

  /// The type's word as this statement or one before it says; empty if unknown.
  private static String type(Change change, Side side) {
    boolean own = own(change).equals(side.table());
    String now =
        change
            .known(side.table())
            .flatMap(table -> table.column(side.column()))
            .map(Column::type)
            .orElse("");
    String text = now.isEmpty() && own ? declared(change, side) : now;
    return text.isEmpty() ? "" : TypeShape.base(change, text).word();
  }

  private static Name own(Change change) {
    return change.node() instanceof Node.CreateStmt create && create.relation() != null
        ? change.schema().qualified(Name.of(create.relation()))
        : change.table();
  }

  private static String declared(Change change, Side side) {
    return Nodes.find(change.node(), Node.ColumnDef.class).stream()
        .filter(each -> each.colname().equals(side.column()) && each.typeName() != null)
        .map(each -> TypeText.of(Objects.requireNonNull(each.typeName())))
        .findFirst()
        .orElse("");
  }
}
