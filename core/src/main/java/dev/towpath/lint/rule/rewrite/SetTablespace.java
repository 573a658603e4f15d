package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// SET TABLESPACE copies a table or an index, byte by byte, while nobody can use it.
final class SetTablespace implements Rule {
  @Override
  public String name() {
    return "set-tablespace";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return switch (change.node()) {
      case Node.AlterTableMoveAllStmt move -> List.of(all(change, move));
      case Node.AlterTableStmt alter
          when !change.commands(AlterTableType.AT_SetTableSpace).isEmpty() ->
          alter.objtype() == ObjectType.OBJECT_INDEX ? index(change) : table(change);
      default -> List.of();
    };
  }

  private static List<Hit> table(Change change) {
    Name table = change.table();
    return AlteredTable.isPartitioned(change) || !change.isInUse(table)
        ? List.of() // without rows of its own, it only says where new partitions go
        : List.of(hit(table.toString(), change.cost("set-tablespace", table)).sizedBy(table));
  }

  private static List<Hit> index(Change change) {
    Optional<Schema.Indexed> found = change.schema().index(change.table());
    return found.filter(each -> each.index().born() || each.table().born()).isPresent()
        ? List.of()
        : List.of(
            hit(change, "set-tablespace-index", Role.INDEX, "index " + change.table().name()));
  }

  private static Hit all(Change change, Node.AlterTableMoveAllStmt move) {
    String place = " of tablespace " + move.origTablespacename();
    return move.objtype() == ObjectType.OBJECT_INDEX
        ? hit(change, "set-tablespace-index", Role.INDEX, "every index" + place)
        : hit(change, "set-tablespace", Role.TABLE, "every table" + place);
  }

  private static Hit hit(Change change, String form, Role role, String what) {
    return hit(what, change.cost(form, Map.of(role, what)));
  }

  private static Hit hit(String what, String cost) {
    return Hit.of("This copies %s to another tablespace while nobody can use it.".formatted(what))
        .because(cost)
        .help(
            "Move an index by REINDEX (TABLESPACE ...) INDEX CONCURRENTLY, and a table by pg_repack"
                + " with a tablespace, or in a window without traffic.");
  }
}
