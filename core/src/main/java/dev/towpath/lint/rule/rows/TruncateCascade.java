package dev.towpath.lint.rule.rows;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Truncation;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.DropBehavior;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// TRUNCATE CASCADE empties tables that the script does not name.
final class TruncateCascade implements Rule {
  @Override
  public String name() {
    return "truncate-cascade";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return Truncation.tables(change, DropBehavior.DROP_CASCADE).stream()
        .map(table -> hit(change, table))
        .toList();
  }

  private static Hit hit(Change change, Name table) {
    Set<Name> others = new LinkedHashSet<>();
    follow(change.schema(), table, others);
    others.remove(table);
    String known =
        others.isEmpty()
            ? "None is known here; on production there may be some."
            : "Known to be emptied with it: "
                + others.stream().map(Name::toString).collect(Collectors.joining(", "))
                + ".";
    return Hit.of("This empties %s and every table with a foreign key to it.".formatted(table))
        .because(change.cost("truncate-cascade", table) + " " + known)
        .help("Leave CASCADE out, and name the tables whose rows shall go.");
  }

  private static void follow(Schema schema, Name table, Set<Name> found) {
    for (Table other : schema.referencing(table)) {
      if (found.add(other.name())) {
        follow(schema, other.name(), found);
      }
    }
  }
}
