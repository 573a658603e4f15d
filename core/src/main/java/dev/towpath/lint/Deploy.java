package dev.towpath.lint;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the scripts of one deploy do together: which routines they call.
final class Deploy {
  private final Schema schema;
  private final Set<Name> called = new HashSet<>();

  Deploy(Schema schema) {
    this.schema = schema;
  }

  /// Takes note of the routines that a statement calls as it runs.
  void add(Node statement) {
    switch (statement) {
      case Node.SelectStmt select -> calls(select);
      case Node.CallStmt call -> calls(call);
      case Node.InsertStmt insert -> calls(insert);
      case Node.UpdateStmt update -> calls(update);
      case Node.DeleteStmt delete -> calls(delete);
      default -> {} // runs no routine of its own, or one that it only defines
    }
  }

  private void calls(Node statement) {
    List<Node.FuncCall> calls = Nodes.find(statement, Node.FuncCall.class);
    calls.forEach(
        call ->
            schema
                .routine(Name.of(call.funcname()))
                .ifPresent(routine -> called.add(routine.name())));
  }

  boolean isCalled(Name routine) {
    return called.contains(routine);
  }

  void end() {
    called.clear();
  }
}
