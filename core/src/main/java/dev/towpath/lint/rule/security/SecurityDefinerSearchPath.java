package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Signatures;
import dev.towpath.report.Severity;
import dev.towpath.sql.Phrase;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A function with its owner's rights must not look names up where its caller says.
final class SecurityDefinerSearchPath implements Rule {
  @Override
  public String name() {
    return "security-definer-search-path";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (change.node() instanceof Node.CreateFunctionStmt create) {
      Name name = Name.of(create.funcname());
      String inputs = Signatures.inputs(create);
      Signatures.Overload made = change.schema().signatures().made(create);
      return made.definer() && !made.ownPath()
          ? List.of(rewritten(change, hit(change.schema(), name, inputs)))
          : List.of();
    }
    return List.of();
  }

  private static Hit hit(Schema schema, Name called, String inputs) {
    Name name = schema.routine(called).map(Schema.Routine::name).orElse(schema.qualified(called));
    return Hit.of(
            "This makes %s, which runs with its owner's rights and its caller's search_path."
                .formatted(name))
        .because(
            "A caller who may make a table, function or operator in any schema can put it before"
                + " the one that the body means, and have it run with the owner's rights.")
        .help("SET search_path = '' and write the schema of each name in the body.")
        .ifStill(
            now ->
                now.signatures()
                    .overload(name, inputs)
                    .filter(each -> each.definer() && !each.ownPath())
                    .isPresent());
  }

  private static Hit rewritten(Change change, Hit hit) {
    return Phrase.find(change.sql(), 0, "security", "definer")
        .map(words -> hit.rewrite(Rewrite.insert(words.end(), " SET search_path = ''")))
        .orElse(hit);
  }
}
