package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rowsecurity.GuardedTable.Policy;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds policies that can have no effect, whoever asks.
final class UnusedPolicies {
  private UnusedPolicies() {}

  /// @param roles those that could ask, where a policy is for everybody
  static List<Finding> find(Connection connection, GuardedTable table, Set<String> roles)
      throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (Policy policy : table.policies()) {
      Optional<String> why = why(connection, table, policy, roles);
      if (why.isPresent()) {
        findings.add(
            Finding.of(
                    "rls-policy-unused",
                    Severity.WARNING,
                    "The policy " + policy.name() + " on " + table.name() + " has no effect.")
                .because(why.get())
                .help("Drop it, or grant what it is meant to narrow."));
      }
    }
    return findings;
  }

  private static Optional<String> why(
      Connection connection, GuardedTable table, Policy policy, Set<String> roles)
      throws SQLException {
    Set<String> asked = policy.roles().contains("public") ? roles : policy.roles();
    List<String> subject = new ArrayList<>();
    for (String role : asked) {
      if (!Roles.bypasses(connection, role)) {
        subject.add(role);
      }
    }
    if (subject.isEmpty()) {
      return Optional.of("Row security is not for " + listed(asked) + ".");
    }
    List<Command> commands = new ArrayList<>();
    for (Command command : Command.values()) {
      if (policy.appliesTo(command)) {
        commands.add(command);
      }
    }
    for (String role : subject) {
      for (Command command : commands) {
        if (Roles.hasRight(connection, role, table, command)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        "None of its roles ("
            + listed(Set.copyOf(subject))
            + ") has the right to "
            + commands.stream().map(Command::word).collect(Collectors.joining(", "))
            + " there.");
  }

  private static String listed(Set<String> roles) {
    return roles.stream().sorted().collect(Collectors.joining(", "));
  }
}
