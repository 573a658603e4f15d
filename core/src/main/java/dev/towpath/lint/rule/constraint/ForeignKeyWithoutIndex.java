package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.NewForeignKey;
import dev.towpath.lint.reading.Quoted;
import dev.towpath.lint.rule.kind.NewColumnRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;

/// A foreign key whose columns have no index makes each delete of a parent read the whole table.
final class ForeignKeyWithoutIndex implements NewColumnRule {
  @Override
  public String name() {
    return "foreign-key-without-index";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    return NewForeignKey.in(change).stream()
        .filter(key -> !key.columns().isEmpty() && isKnown(change, key))
        .map(ForeignKeyWithoutIndex::hit)
        .toList();
  }

  /// Whether all indexes of the columns are known: those of a LIKE are not.
  private static boolean isKnown(Change change, NewForeignKey key) {
    boolean copied = !Nodes.find(change.node(), Node.TableLikeClause.class).isEmpty();
    return (!copied && key.fresh())
        || change.known(key.table()).filter(Table::complete).isPresent();
  }

  private static Hit hit(NewForeignKey key) {
    Name table = key.table();
    List<String> columns = key.columns();
    return Hit.of(
            "No index of %s begins with %s, which a foreign key points from."
                .formatted(table, String.join(", ", columns)))
        .at(key.node().location())
        .because(
            "Each delete or change of key in the other table reads all of %s, for every single row."
                .formatted(table))
        .help(
            "CREATE INDEX ON %s (%s), CONCURRENTLY if the table is in use."
                .formatted(Quoted.name(table), Quoted.names(columns)))
        .ifStill(schema -> schema.table(table).filter(now -> !now.hasIndexOn(columns)).isPresent());
  }
}
