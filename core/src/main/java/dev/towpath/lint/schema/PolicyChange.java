package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a statement does to the policies of a table.
final class PolicyChange {
  private PolicyChange() {}

  static void made(Schema schema, Node.CreatePolicyStmt statement) {
    if (statement.table() != null) {
      Policy policy =
          new Policy(
              statement.policyName(),
              statement.cmdName(),
              statement.permissive(),
              statement.roles().stream().map(PolicyChange::role).toList(),
              columns(statement),
              uses(schema, statement, statement.table()));
      schema.change(Name.of(statement.table()), table -> table.with(policy));
    }
  }

  /// A column without a table's name may be one of the policy's own table.
  private static Uses uses(Schema schema, Node.CreatePolicyStmt statement, Node.RangeVar table) {
    List<Node> conditions =
        Stream.of(statement.qual(), statement.withCheck()).filter(Objects::nonNull).toList();
    Uses uses = Uses.of(schema, conditions, schema::qualified);
    uses.reads()
        .computeIfAbsent(schema.qualified(Name.of(table)), _ -> new HashSet<>())
        .addAll(own(statement, table));
    return uses;
  }

  private static Set<String> own(Node.CreatePolicyStmt statement, Node.RangeVar table) {
    return Nodes.find(statement, Node.ColumnRef.class).stream()
        .map(column -> Name.of(column.fields()))
        .filter(name -> !name.isQualified() || name.schema().equals(table.relname()))
        .map(Name::name)
        .collect(Collectors.toSet());
  }

  private static Set<String> columns(Node.CreatePolicyStmt statement) {
    return Nodes.find(statement, Node.ColumnRef.class).stream()
        .map(column -> Name.of(column.fields()).name())
        .collect(Collectors.toSet());
  }

  private static String role(Node role) {
    return role instanceof Node.RoleSpec named && !named.rolename().isEmpty()
        ? named.rolename()
        : "public";
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
