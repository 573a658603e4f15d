package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Exposure;
import dev.towpath.lint.schema.Access;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Signatures;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A function with its owner's rights that strangers can call.
final class SecurityDefinerExecutable implements Rule {
  @Override
  public String name() {
    return "security-definer-executable";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!Exposure.isOn(change)
        || !(change.node() instanceof Node.CreateFunctionStmt create)
        || !isCallable(change.schema().signatures().made(create))) {
      return List.of();
    }
    Schema schema = change.schema();
    Name called = Name.of(create.funcname());
    Name name = schema.routine(called).map(Schema.Routine::name).orElse(schema.qualified(called));
    String inputs = Signatures.inputs(create);
    return List.of(
        Hit.of("This lets anyone run %s with its owner's rights.".formatted(name))
            .because(
                "The platform serves it over the internet; row security doesn't hold for its owner."
                    + " EXECUTE is everybody's by default, and anon has a grant of its own.")
            .help(
                "REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC, anon; or move it to a schema that isn't"
                        .formatted(name)
                    + " served.")
            .ifStill(
                now ->
                    now.signatures()
                            .overload(name, inputs)
                            .filter(SecurityDefinerExecutable::isCallable)
                            .isPresent()
                        && Exposure.reaches(now, Access.Kind.ROUTINE, name, "anon")));
  }

  private static boolean isCallable(Signatures.Overload overload) {
    return overload.definer() && overload.callable();
  }
}
