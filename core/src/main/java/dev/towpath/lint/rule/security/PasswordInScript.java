package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Options;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A password in a script is in the repository for good.
final class PasswordInScript implements Rule {
  @Override
  public String name() {
    return "password-in-script";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return options(change.node()).stream()
        .filter(PasswordInScript::isSecret)
        .limit(1)
        .map(
            option ->
                Hit.of("This script has a password in it.")
                    .at(option.location())
                    .because(
                        "It is in the repository and all its copies for good, and in the server's"
                            + " log where statements are logged.")
                    .help(
                        "Set it outside of migrations (psql's \\password), and change this one: it"
                            + " is known."))
        .toList();
  }

  private static List<Node.DefElem> options(Node node) {
    List<Node> options =
        switch (node) {
          case Node.CreateRoleStmt create -> create.options();
          case Node.AlterRoleStmt alter -> alter.options();
          case Node.CreateUserMappingStmt create -> create.options();
          case Node.AlterUserMappingStmt alter -> alter.options();
          default -> List.of();
        };
    return Options.all(options, "password");
  }

  /// Not a placeholder that the runner fills in, nor a verifier, from which no one can log in.
  private static boolean isSecret(Node.DefElem option) {
    String text = option.arg() == null ? "" : Name.word(option.arg());
    return !text.isEmpty() && !text.contains("${") && !text.startsWith("SCRAM-SHA-256$");
  }
}
