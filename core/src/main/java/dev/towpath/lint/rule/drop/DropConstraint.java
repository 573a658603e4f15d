package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.DroppedConstraint;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.report.Severity;
import java.util.List;

/// What a constraint kept out may come in, and a foreign key is dropped under two strong locks.
final class DropConstraint implements AlterTableRule {
  @Override
  public String name() {
    return "drop-constraint";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return DroppedConstraint.in(change).stream()
        .filter(dropped -> !dropped.isPrimaryKey() && !dropped.is(TableConstraint.Type.NOT_NULL))
        .map(dropped -> hit(change, dropped))
        .toList();
  }

  private static Hit hit(Change change, DroppedConstraint dropped) {
    return dropped
        .known()
        .map(
            known ->
                known.type() == TableConstraint.Type.FOREIGN_KEY
                    ? foreignKey(change, dropped, known)
                    : rule(dropped, known))
        .orElseGet(() -> unknown(change, dropped));
  }

  private static Hit foreignKey(Change change, DroppedConstraint dropped, TableConstraint known) {
    String other =
        known
            .references()
            .filter(each -> !each.equals(dropped.table()) && change.isInUse(each))
            .map(Name::toString)
            .orElse("");
    return Hit.of(
            other.isEmpty()
                ? "This drops foreign key %s of %s.".formatted(dropped.name(), dropped.table())
                : "This drops foreign key %s of %s and locks %s too."
                    .formatted(dropped.name(), dropped.table(), other))
        .because(
            change.cost("drop-foreign-key", dropped.table())
                + " A long query on either makes everyone wait. And rows without a parent may come"
                + " in.")
        .help("Run it by itself, under a short lock_timeout.");
  }

  /// A CHECK that has proved NOT NULL has done its work; one that comes again was replaced.
  private static Hit rule(DroppedConstraint dropped, TableConstraint known) {
    Name table = dropped.table();
    TableConstraint.Type type = known.type();
    List<String> columns = known.columns();
    List<String> proven = known.notNull();
    return Hit.of("This drops %s, which keeps rows out of %s.".formatted(dropped.name(), table))
        .because(
            "What it kept out may come in from now on, and the way back is a scan of all rows.")
        .help("Make sure that nothing counts on it, such as ON CONFLICT on a UNIQUE constraint.")
        .ifStill(
            schema ->
                schema
                    .table(table)
                    .filter(now -> !isReplaced(now, type, columns) && !isNotNull(now, proven))
                    .isPresent());
  }

  private static boolean isReplaced(Table now, TableConstraint.Type type, List<String> columns) {
    return now.constraints().stream()
        .anyMatch(
            each ->
                each.type() == type
                    && (columns.isEmpty() || each.columns().stream().anyMatch(columns::contains)));
  }

  private static boolean isNotNull(Table now, List<String> columns) {
    return !columns.isEmpty()
        && columns.stream()
            .allMatch(column -> now.column(column).map(each -> each.notNull()).orElse(true));
  }

  private static Hit unknown(Change change, DroppedConstraint dropped) {
    return Hit.of("This drops constraint %s of %s.".formatted(dropped.name(), dropped.table()))
        .because(
            "It isn't known here. If it is a foreign key: "
                + change.cost("drop-foreign-key", dropped.table()))
        .help("Run it by itself, under a short lock_timeout.");
  }
}
