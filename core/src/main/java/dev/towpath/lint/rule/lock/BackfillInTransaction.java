package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Predicates;
import dev.towpath.lint.reading.StrongLocks;
import dev.towpath.lint.reading.Writes;
import dev.towpath.lint.rule.kind.WriteRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Rows are written in the transaction that altered their table, under its lock.
final class BackfillInTransaction implements WriteRule {
  @Override
  public String name() {
    return "backfill-in-transaction";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!change.transaction().isBlock()) {
      return List.of();
    }
    return Writes.toOld(change).stream()
        .filter(write -> isMany(change, write))
        .filter(write -> isAlteredHere(change, write.table()))
        .map(write -> hit(write.table()).at(write.relation().location()))
        .toList();
  }

  private static boolean isMany(Change change, Writes.Write write) {
    return switch (write.statement()) {
      case Node.UpdateStmt update ->
          !Predicates.isByKey(update.whereClause(), change.known(write.table()));
      case Node.DeleteStmt delete ->
          !Predicates.isByKey(delete.whereClause(), change.known(write.table()));
      case Node.InsertStmt insert -> Writes.isCopy(insert);
      default -> true;
    };
  }

  private static boolean isAlteredHere(Change change, Name table) {
    return change.transaction().earlier().stream()
        .anyMatch(each -> each.table().equals(table) && locks(each.node()));
  }

  private static boolean locks(Node earlier) {
    return switch (earlier) {
      case Node.AlterTableStmt alter -> StrongLocks.isStrong(alter);
      case Node.IndexStmt index -> !index.concurrent();
      case Node.RenameStmt rename -> true;
      case Node.CreateTrigStmt trigger -> true;
      case Node.CreatePolicyStmt policy -> true;
      default -> false;
    };
  }

  private static Hit hit(Name table) {
    return Hit.of("This writes rows of %s under the lock of altering it.".formatted(table))
        .because(
            "The statement before it in this transaction holds its lock until the commit: nobody"
                + " can write to the table, and after most of them nobody can read it, for as long"
                + " as the rows take.")
        .help(
            "Alter the table in one migration and fill in the rows in a later one, in batches; SET"
                + " NOT NULL and the like come in a third.")
        .sizedBy(table);
  }
}
