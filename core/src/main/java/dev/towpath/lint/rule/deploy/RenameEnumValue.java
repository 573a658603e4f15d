package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Renaming a value of an enum breaks statements that write or compare it.
final class RenameEnumValue implements Rule {
  @Override
  public String name() {
    return "rename-enum-value";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.AlterEnumStmt alter) || alter.oldVal().isEmpty()) {
      return List.of();
    }
    Name type = Name.of(alter.typeName());
    if (change.schema().type(type).filter(Schema.Type::born).isPresent()) {
      return List.of();
    }
    return List.of(
        Hit.of(
                "This renames value '%s' of enum %s to '%s'."
                    .formatted(alter.oldVal(), type, alter.newVal()))
            .because(
                "A statement with the old value fails from the commit on (22P02), one with the new"
                    + " value before it; defaults and stored rows follow, function bodies and"
                    + " applications don't.")
            .help("Add the new value, write it, move the rows, and stop using the old one."));
  }
}
