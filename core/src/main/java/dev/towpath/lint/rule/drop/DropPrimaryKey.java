package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.DroppedConstraint;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import java.util.List;

/// Without its primary key a table is read from end to end for each row that is looked up.
final class DropPrimaryKey implements AlterTableRule {
  @Override
  public String name() {
    return "drop-primary-key";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return DroppedConstraint.in(change).stream()
        .filter(DroppedConstraint::isPrimaryKey)
        .map(dropped -> hit(change, dropped))
        .toList();
  }

  private static Hit hit(Change change, DroppedConstraint dropped) {
    Name table = dropped.table();
    List<String> others =
        change.schema().referencing(table).stream()
            .map(each -> each.name().toString())
            .filter(each -> !each.equals(table.toString()))
            .toList();
    String also =
        others.isEmpty()
            ? ""
            : " Foreign keys of %s point to it: CASCADE drops them and locks those tables too."
                .formatted(String.join(", ", others));
    return Hit.of("This drops the primary key of %s.".formatted(table))
        .because(
            "Its index goes with it: each look-up by key reads the whole table, and logical"
                + " replication refuses updates and deletes."
                + also)
        .help(
            "Build the index of the new key concurrently, and replace the key in one ALTER TABLE:"
                + " DROP CONSTRAINT, ADD PRIMARY KEY USING INDEX.")
        .ifStill(
            schema -> schema.table(table).filter(now -> now.primaryKey().isEmpty()).isPresent());
  }
}
