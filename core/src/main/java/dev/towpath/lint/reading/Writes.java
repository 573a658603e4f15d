package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a statement writes to tables, in its WITH too.
public final class Writes {
  private Writes() {}

  /// One write.
  ///
  /// @param statement UPDATE, DELETE, INSERT or MERGE
  public record Write(Node statement, Node.RangeVar relation, Name table) {}

  /// Those to tables that others may be using. A function's or a rule's body doesn't run now.
  public static List<Write> toOld(Change change) {
    List<Write> writes = new ArrayList<>();
    switch (change.node()) {
      case Node.UpdateStmt top -> all(change, top, writes);
      case Node.DeleteStmt top -> all(change, top, writes);
      case Node.InsertStmt top -> all(change, top, writes);
      case Node.MergeStmt top -> all(change, top, writes);
      case Node.SelectStmt top -> all(change, top, writes);
      default -> {} // writes no rows by itself
    }
    writes.removeIf(write -> !change.isInUse(write.table()));
    return writes;
  }

  private static void all(Change change, Node root, List<Write> writes) {
    for (Node node : Nodes.find(root, Node.class)) {
      switch (node) {
        case Node.UpdateStmt each -> add(change, each, each.relation(), writes);
        case Node.DeleteStmt each -> add(change, each, each.relation(), writes);
        case Node.InsertStmt each -> add(change, each, each.relation(), writes);
        case Node.MergeStmt each -> add(change, each, each.relation(), writes);
        default -> {} // writes no rows
      }
    }
  }

  private static void add(
      Change change, Node statement, Node.@Nullable RangeVar relation, List<Write> writes) {
    if (relation != null) {
      writes.add(new Write(statement, relation, change.schema().qualified(Name.of(relation))));
    }
  }

  /// Whether it inserts what a query on tables gives, and not just values.
  public static boolean isCopy(Node.InsertStmt insert) {
    return insert.selectStmt() instanceof Node.SelectStmt select
        && select.valuesLists().isEmpty()
        && Nodes.find(select, Node.RangeVar.class).stream().findAny().isPresent();
  }
}
