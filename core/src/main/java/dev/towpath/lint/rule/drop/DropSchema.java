package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.rule.kind.DropRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.stream.Collectors;

/// Dropping a schema with CASCADE drops everything in it.
final class DropSchema implements DropRule {
  @Override
  public String name() {
    return "drop-schema";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!Drops.cascades(change)) {
      return List.of(); // refused unless it is empty
    }
    return Drops.old(change, ObjectType.OBJECT_SCHEMA).stream()
        .map(name -> hit(change, name.name()))
        .toList();
  }

  private static Hit hit(Change change, String name) {
    String known =
        change.schema().tables().stream()
            .map(Table::name)
            .filter(each -> each.schema().equals(name))
            .map(Name::name)
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", "));
    return Hit.of("This drops schema %s with all that is in it.".formatted(name))
        .because(
            "Every table in it goes with its rows, and what other schemas made of it goes too."
                + (known.isEmpty() ? "" : " Known to be in it: " + known + "."))
        .help("Drop what is in it by name, behind a backup; then drop the empty schema.");
  }

  private static final int MOST_NAMED = 10;
}
