package dev.towpath.lint.schema;

import java.util.List;

/// A row security policy.
///
/// @param command `all`, `select`, `insert`, `update` or `delete`
/// @param roles whom it holds for; `public` is everyone
public record Policy(String name, String command, boolean permissive, List<String> roles) {
  public Policy {
    roles = List.copyOf(roles);
  }
}
