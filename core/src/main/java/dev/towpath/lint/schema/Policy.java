package dev.towpath.lint.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A row security policy.
///
/// @param command `all`, `select`, `insert`, `update` or `delete`
/// @param roles whom it holds for; `public` is everyone
/// @param columns that its conditions name, of whatever table; empty if not known
/// @param uses what its conditions need; empty if not known
public record Policy(
    String name,
    String command,
    boolean permissive,
    List<String> roles,
    Set<String> columns,
    Uses uses) {
  public Policy {
    roles = List.copyOf(roles);
    columns = Set.copyOf(columns);
  }

  public Policy(String name, String command, boolean permissive, List<String> roles) {
    this(name, command, permissive, roles, Set.of(), new Uses(Map.of(), Set.of(), Set.of()));
  }

  /// Whether it decides about a command.
  public boolean isFor(String asked) {
    return command.equals("all") || asked.equals("all") || command.equals(asked);
  }
}
