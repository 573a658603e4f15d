package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.stream.Stream;

/// A column may hold nulls from now on, which its readers may not expect.
final class DropNotNull implements AlterTableRule {
  @Override
  public String name() {
    return "drop-not-null";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    Stream<String> columns =
        Stream.concat(
            AlteredTable.commands(change, AlterTableType.AT_DropNotNull).stream()
                .map(Node.AlterTableCmd::name),
            AlteredTable.commands(change, AlterTableType.AT_DropConstraint).stream()
                .flatMap(command -> byConstraint(change, command.name())));
    return columns
        .filter(column -> !isNullable(change, column))
        .map(column -> hit(change.table(), column))
        .toList();
  }

  private static Stream<String> byConstraint(Change change, String constraint) {
    return change.known(change.table()).flatMap(table -> table.constraint(constraint)).stream()
        .filter(each -> each.type() == TableConstraint.Type.NOT_NULL)
        .flatMap(each -> each.columns().stream());
  }

  /// A column whose type is unknown is one of which little is known.
  private static boolean isNullable(Change change, String column) {
    return change
        .known(change.table())
        .flatMap(table -> table.column(column))
        .filter(each -> !each.notNull() && !each.type().isEmpty())
        .isPresent();
  }

  private static Hit hit(Name table, String column) {
    return Hit.of("%s.%s may be null from now on.".formatted(table, column))
        .because(
            "Code that runs now may not expect it, and the way back is a scan of the whole table.")
        .help("Deploy code that copes with null first.")
        .ifStill(
            schema ->
                schema
                    .table(table)
                    .flatMap(now -> now.column(column))
                    .filter(now -> !now.notNull())
                    .isPresent());
  }
}
