package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.Transaction;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A new value of an enum is used in the transaction that adds it.
final class EnumValueUsed implements Rule {
  /// From here on it is allowed for a type that the same transaction makes.
  private static final int NEW_TYPE_ALLOWED = 17;

  @Override
  public String name() {
    return "enum-value-used";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  /// A value that the transaction has added.
  private record Added(Name type, String value) {}

  /// The enums that the transaction has made, and the values that it has added to any.
  private static final class Enums implements Transaction.Gathering {
    private final List<Name> made = new ArrayList<>();
    private final List<Added> added = new ArrayList<>();

    @Override
    public void add(Change change) {
      switch (change.node()) {
        case Node.CreateEnumStmt create -> made.add(Name.of(create.typeName()));
        case Node.AlterEnumStmt alter when alter.oldVal().isEmpty() && !alter.newVal().isEmpty() ->
            added.add(new Added(Name.of(alter.typeName()), alter.newVal()));
        default -> {} // no enum
      }
    }
  }

  @Override
  public List<Hit> check(Change change) {
    if (!change.transaction().isBlock() || isHarmless(change.node())) {
      return List.of();
    }
    return added(change)
        .flatMap(value -> use(change, value).map(place -> hit(value).at(place)).stream())
        .toList();
  }

  /// What only mentions the value: the body of a function, or a comment, isn't a constant here.
  private static boolean isHarmless(Node statement) {
    return statement instanceof Node.AlterEnumStmt || statement instanceof Node.CommentStmt;
  }

  private static Stream<Added> added(Change change) {
    Enums enums = change.transaction().gathered(Enums.class, Enums::new);
    return enums.added.stream()
        .filter(
            value ->
                change.major() < NEW_TYPE_ALLOWED
                    || enums.made.stream().noneMatch(type -> isSame(type, value.type())));
  }

  /// Where the value stands as a constant, in a statement that has to do with the type.
  private static Optional<Integer> use(Change change, Added added) {
    return Nodes.find(change.node(), Node.A_Const.class).stream()
        .filter(each -> each.sval() != null && each.sval().sval().equals(added.value()))
        .filter(each -> concerns(change, added.type()))
        .map(Node.A_Const::location)
        .findFirst();
  }

  /// It names the type, or a table with a column of it, or a table of which not all is known.
  private static boolean concerns(Change change, Name type) {
    boolean named =
        Nodes.find(change.node(), Node.TypeName.class).stream()
            .anyMatch(each -> isSame(Name.of(each.names()), type));
    return named
        || Nodes.find(change.node(), Node.RangeVar.class).stream()
            .map(Name::of)
            .anyMatch(table -> mayHave(change.known(table), type));
  }

  private static boolean mayHave(Optional<Table> table, Name type) {
    return table.filter(Table::complete).isEmpty()
        || table.get().columns().values().stream()
            .anyMatch(column -> isOf(column.type(), type.name()));
  }

  /// A column's type is as a script or a catalog writes it, perhaps with its schema.
  private static boolean isOf(String written, String type) {
    String name = written.replace("[]", "");
    return name.substring(name.lastIndexOf('.') + 1).equals(type);
  }

  /// One of the two may leave its schema to the search path.
  private static boolean isSame(Name one, Name other) {
    return one.name().equals(other.name())
        && (!one.isQualified() || !other.isQualified() || one.equals(other));
  }

  private static Hit hit(Added added) {
    return Hit.of(
            "This uses '%s' in the transaction that adds it to %s."
                .formatted(added.value(), added.type()))
        .because(
            "PostgreSQL refuses it with 55P04: a new value of an enum can be used only when it is"
                + " committed.")
        .help("Add the value in a migration of its own, before this one.");
  }
}
