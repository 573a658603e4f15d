package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A policy as CREATE POLICY makes it, or as ALTER POLICY leaves it.
public final class NewPolicy {
  private final Schema schema;
  private final Node.RangeVar table;

  private NewPolicy(Schema schema, Node.RangeVar table) {
    this.schema = schema;
    this.table = table;
  }

  /// The policy behind a statement; empty for other statements, and where ALTER POLICY names one
  /// that isn't known.
  ///
  /// @param schema as it stands before the statement
  public static Optional<Policy> of(Schema schema, Node statement) {
    return switch (statement) {
      case Node.CreatePolicyStmt create when create.table() != null ->
          Optional.of(new NewPolicy(schema, create.table()).made(create));
      case Node.AlterPolicyStmt alter when alter.table() != null ->
          new NewPolicy(schema, alter.table()).altered(alter);
      default -> Optional.empty();
    };
  }

  private Policy made(Node.CreatePolicyStmt create) {
    List<Node> conditions = conditions(create.qual(), create.withCheck());
    return new Policy(
        create.policyName(),
        create.cmdName(),
        create.permissive(),
        Access.roles(create.roles()),
        columns(conditions),
        uses(conditions),
        queried(create.qual()),
        queried(create.withCheck()));
  }

  private Optional<Policy> altered(Node.AlterPolicyStmt alter) {
    return schema.table(table).stream()
        .flatMap(known -> known.policies().stream())
        .filter(policy -> policy.name().equals(alter.policyName()))
        .findFirst()
        .map(before -> altered(before, alter));
  }

  /// What it used before is forgotten only where the statement has all of its conditions.
  private Policy altered(Policy before, Node.AlterPolicyStmt alter) {
    List<Node> conditions = conditions(alter.qual(), alter.withCheck());
    boolean two = before.command().equals("all") || before.command().equals("update");
    boolean all = conditions.size() == (two ? 2 : 1);
    List<String> roles = Access.roles(alter.roles());
    return new Policy(
        before.name(),
        before.command(),
        before.permissive(),
        roles.isEmpty() ? before.roles() : roles,
        all ? columns(conditions) : before.columns(),
        all ? uses(conditions) : before.uses(),
        alter.qual() == null ? before.using() : queried(alter.qual()),
        alter.withCheck() == null ? before.check() : queried(alter.withCheck()));
  }

  private static List<Node> conditions(@Nullable Node qual, @Nullable Node check) {
    return Stream.of(Optional.ofNullable(qual), Optional.ofNullable(check))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Set<String> columns(List<Node> conditions) {
    return references(conditions).map(Name::name).collect(Collectors.toSet());
  }

  private static Stream<Name> references(List<Node> conditions) {
    return conditions.stream()
        .flatMap(each -> Nodes.find(each, Node.ColumnRef.class).stream())
        .map(column -> Name.of(column.fields()));
  }

  /// A column without a table's name may be one of the policy's own table.
  private Uses uses(List<Node> conditions) {
    Uses uses = Uses.of(schema, conditions, schema::qualified);
    Set<String> own =
        references(conditions)
            .filter(name -> !name.isQualified() || name.schema().equals(table.relname()))
            .map(Name::name)
            .collect(Collectors.toSet());
    uses.reads()
        .computeIfAbsent(schema.qualified(Name.of(table)), _ -> new HashSet<>())
        .addAll(own);
    return uses;
  }

  /// A sub-query counts even if it reads nothing: PostgreSQL looks for circles where there is one.
  private Optional<Set<Name>> queried(@Nullable Node condition) {
    if (condition == null || Nodes.find(condition, Node.SubLink.class).isEmpty()) {
      return Optional.empty();
    }
    Set<String> own =
        Nodes.find(condition, Node.CommonTableExpr.class).stream()
            .map(Node.CommonTableExpr::ctename)
            .collect(Collectors.toSet());
    return Optional.of(
        Nodes.find(condition, Node.SelectStmt.class).stream()
            .flatMap(query -> query.fromClause().stream())
            .flatMap(from -> Nodes.find(from, Node.RangeVar.class).stream())
            .map(Name::of)
            .filter(read -> read.isQualified() || !own.contains(read.name()))
            .map(schema::qualified)
            .collect(Collectors.toSet()));
  }
}
