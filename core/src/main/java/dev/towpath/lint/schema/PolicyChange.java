package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Set;

/// What a statement does to the policies of a table.
final class PolicyChange {
  private PolicyChange() {}

  static void made(Schema schema, Node.CreatePolicyStmt statement) {
    if (statement.table() != null) {
      Name table = Name.of(statement.table());
      NewPolicy.of(schema, statement)
          .ifPresent(policy -> schema.change(table, before -> before.with(policy)));
    }
  }

  static void altered(Schema schema, Node.AlterPolicyStmt statement) {
    if (statement.table() != null) {
      Name table = Name.of(statement.table());
      NewPolicy.of(schema, statement)
          .ifPresent(policy -> schema.change(table, before -> before.replacing(policy)));
    }
  }

  /// What CASCADE takes along with a function.
  static void fallen(Schema schema, Node.DropStmt drop) {
    if (drop.behavior() != DropBehavior.DROP_CASCADE) {
      return;
    }
    List<Thing> things = Gone.takenBy(schema, drop);
    for (Table table : List.copyOf(schema.tables())) {
      List<Policy> left =
          table.policies().stream()
              .filter(policy -> things.stream().noneMatch(t -> policy.uses().has(t, Set.of())))
              .toList();
      if (left.size() < table.policies().size()) {
        schema.put(table.policies(left));
      }
    }
  }

  /// The parts are the table's name and then the policy's.
  static void dropped(Schema schema, Node object) {
    if (object instanceof Node.List list && list.items().size() > 1) {
      int last = list.items().size() - 1;
      String policy = Name.word(list.items().get(last));
      schema
          .table(Name.of(list.items().subList(0, last)))
          .ifPresent(
              table ->
                  schema.put(
                      table.policies(
                          table.policies().stream()
                              .filter(each -> !each.name().equals(policy))
                              .toList())));
    }
  }
}
