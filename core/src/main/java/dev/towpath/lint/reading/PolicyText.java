package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Policy;
import dev.towpath.lint.schema.Schema;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A policy as CREATE POLICY or ALTER POLICY has it.
///
/// @param command empty where an ALTER leaves it and the policy is not known
/// @param conditions its USING and its WITH CHECK, as far as the statement has them
public record PolicyText(
    Name table,
    String name,
    String command,
    boolean permissive,
    List<String> roles,
    List<Node> conditions) {

  public static Optional<PolicyText> of(Change change) {
    return switch (change.node()) {
      case Node.CreatePolicyStmt create when create.table() != null ->
          Optional.of(
              new PolicyText(
                  change.schema().qualified(Name.of(create.table())),
                  create.policyName(),
                  create.cmdName(),
                  create.permissive(),
                  Access.roles(create.roles()),
                  conditions(create.qual(), create.withCheck())));
      case Node.AlterPolicyStmt alter when alter.table() != null ->
          Optional.of(of(change.schema(), alter, Name.of(alter.table())));
      default -> Optional.empty();
    };
  }

  private static PolicyText of(Schema schema, Node.AlterPolicyStmt alter, Name table) {
    Optional<Policy> known =
        schema.table(table).stream()
            .flatMap(each -> each.policies().stream())
            .filter(policy -> policy.name().equals(alter.policyName()))
            .findFirst();
    List<String> roles = Access.roles(alter.roles());
    return new PolicyText(
        schema.qualified(table),
        alter.policyName(),
        known.map(Policy::command).orElse(""),
        known.map(Policy::permissive).orElse(true),
        roles.isEmpty() ? known.map(Policy::roles).orElse(List.of()) : roles,
        conditions(alter.qual(), alter.withCheck()));
  }

  private static List<Node> conditions(@Nullable Node qual, @Nullable Node check) {
    return Stream.of(Optional.ofNullable(qual), Optional.ofNullable(check))
        .flatMap(Optional::stream)
        .toList();
  }

  public <T extends Node> List<T> find(Class<T> kind) {
    return conditions.stream().flatMap(each -> Nodes.find(each, kind).stream()).toList();
  }

  @Override
  public String toString() {
    return "policy \"%s\" of %s".formatted(name, table);
  }
}
