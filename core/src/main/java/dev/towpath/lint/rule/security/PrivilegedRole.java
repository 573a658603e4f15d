package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Options;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Locale;

/// A role that no policy holds.
final class PrivilegedRole implements Rule {
  @Override
  public String name() {
    return "privileged-role";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    String role;
    List<Node> options;
    switch (change.node()) {
      case Node.CreateRoleStmt create -> {
        role = create.role();
        options = create.options();
      }
      case Node.AlterRoleStmt alter when alter.role() != null -> {
        role = alter.role().rolename();
        options = alter.options();
      }
      default -> {
        return List.of();
      }
    }
    String given = role;
    return ABOVE.stream()
        .filter(option -> Options.isOn(options, option))
        .map(
            option ->
                Hit.of("This makes %s a role with %s.".formatted(given, word(option)))
                    .because(
                        option.equals("bypassrls")
                            ? "No row security policy holds for it, on any table."
                            : "No right, policy or limit holds for it, and it reads the server's"
                                + " files.")
                    .help("Give it the rights that it needs, or membership in a predefined role."))
        .toList();
  }

  private static final List<String> ABOVE = List.of("superuser", "bypassrls");

  private static String word(String option) {
    return option.toUpperCase(Locale.ROOT);
  }
}
