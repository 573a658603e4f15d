package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The statements of one script up to here, whatever transactions they run in. Not thread-safe.
public final class ScriptSoFar {
  private final List<Node> statements = new ArrayList<>();
  private boolean waitsByDefault = true;

  ScriptSoFar() {}

  /// Another script begins, in a session of its own.
  public void begin() {
    statements.clear();
  }

  public List<Node> statements() {
    return Collections.unmodifiableList(statements);
  }

  /// Whether no script has given a role or the database a `lock_timeout`.
  public boolean waitsByDefault() {
    return waitsByDefault;
  }

  void apply(Node statement) {
    statements.add(statement);
    switch (statement) {
      case Node.AlterRoleSetStmt role when setsLockTimeout(role.setstmt()) ->
          waitsByDefault = false;
      case Node.AlterDatabaseSetStmt database when setsLockTimeout(database.setstmt()) ->
          waitsByDefault = false;
      default -> {} // holds for this session at most
    }
  }

  private static boolean setsLockTimeout(Node.@Nullable VariableSetStmt set) {
    return set != null
        && set.name().toLowerCase(Locale.ROOT).equals("lock_timeout")
        && !set.args().isEmpty();
  }
}
