package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The statements of one script up to here, whatever transactions they run in. Not thread-safe.
public final class ScriptSoFar {
  private final List<Node> statements = new ArrayList<>();
  private final Set<String> limited = new HashSet<>();

  ScriptSoFar() {}

  /// Another script begins, in a session of its own.
  public void begin() {
    statements.clear();
  }

  public List<Node> statements() {
    return Collections.unmodifiableList(statements);
  }

  /// Whether a script has given a role or the database a limit of time, such as `lock_timeout`.
  public boolean isLimitedByDefault(String setting) {
    return limited.contains(setting);
  }

  void apply(Node statement) {
    statements.add(statement);
    switch (statement) {
      case Node.AlterRoleSetStmt role -> limit(role.setstmt());
      case Node.AlterDatabaseSetStmt database -> limit(database.setstmt());
      default -> {} // holds for this session at most
    }
  }

  private void limit(Node.@Nullable VariableSetStmt set) {
    if (set != null && !set.args().isEmpty()) {
      limited.add(set.name().toLowerCase(Locale.ROOT));
    }
  }
}
