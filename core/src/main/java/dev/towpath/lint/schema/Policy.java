package dev.towpath.lint.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A row security policy.
///
/// @param command `all`, `select`, `insert`, `update` or `delete`
/// @param roles whom it holds for; `public` is everyone
/// @param columns that its conditions name, of whatever table; empty if not known
/// @param uses what its conditions need; empty if not known
/// @param using the relations that sub-queries of its USING read; empty where it has none
/// @param check the same of its WITH CHECK
public record Policy(
    String name,
    String command,
    boolean permissive,
    List<String> roles,
    Set<String> columns,
    Uses uses,
    Optional<Set<Name>> using,
    Optional<Set<Name>> check) {
  public Policy {
    roles = List.copyOf(roles);
    columns = Set.copyOf(columns);
  }

  public Policy(String name, String command, boolean permissive, List<String> roles) {
    this(
        name,
        command,
        permissive,
        roles,
        Set.of(),
        new Uses(Map.of(), Set.of(), Set.of()),
        Optional.empty(),
        Optional.empty());
  }

  /// Whether it decides about a command.
  public boolean isFor(String asked) {
    return command.equals("all") || asked.equals("all") || command.equals(asked);
  }

  /// Whether there may be a role that both hold for: that one role may be another isn't known.
  public boolean meets(Policy other) {
    return roles.contains(Access.PUBLIC)
        || other.roles.contains(Access.PUBLIC)
        || roles.stream().anyMatch(other.roles::contains);
  }

  /// The relations that its sub-queries read.
  public Set<Name> queried() {
    Set<Name> all = new HashSet<>(using.orElse(Set.of()));
    all.addAll(check.orElse(Set.of()));
    return all;
  }
}
