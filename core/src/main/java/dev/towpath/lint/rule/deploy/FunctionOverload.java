package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Signatures;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// CREATE OR REPLACE FUNCTION with other parameters makes a second function.
final class FunctionOverload implements Rule {
  @Override
  public String name() {
    return "function-overload";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.CreateFunctionStmt create) || !create.replace()) {
      return List.of();
    }
    Schema schema = change.schema();
    Name name = Name.of(create.funcname());
    Map<String, Signatures.Overload> before = schema.signatures().of(name);
    String inputs = Signatures.inputs(create);
    Optional<String> other =
        before.entrySet().stream()
            .filter(each -> !each.getValue().born())
            .map(Map.Entry::getKey)
            .sorted()
            .findFirst();
    if (other.isEmpty() || before.containsKey(inputs)) {
      return List.of();
    }
    Name whole = schema.routine(name).map(Schema.Routine::name).orElse(schema.qualified(name));
    String old = other.get();
    return List.of(
        Hit.of("This makes a second function %s beside %s(%s).".formatted(whole, whole, old))
            .because(
                "Other parameters are another function: nothing is replaced. The old body goes on"
                    + " answering old calls, and a call that fits both fails (42725).")
            .help("Drop the old one in the same script, or give the new one its own name.")
            .ifStill(now -> now.signatures().overload(whole, old).isPresent()));
  }
}
