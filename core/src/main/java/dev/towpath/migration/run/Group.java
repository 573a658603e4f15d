package dev.towpath.migration.run;

import java.util.List;

/// Statements of one script that take effect together: all of them, or none.
public sealed interface Group {
  List<PlannedStatement> statements();

  /// Statements in one transaction.
  ///
  /// @param modes what the script's own `BEGIN` asks for, as `ISOLATION LEVEL SERIALIZABLE`;
  ///     empty for the server's default
  record Together(String modes, List<PlannedStatement> statements) implements Group {}

  /// A statement that PostgreSQL forbids in a transaction block.
  ///
  /// @param inspection how a run that finds it interrupted learns what became of it
  record Alone(PlannedStatement statement, Inspection inspection) implements Group {
    @Override
    public List<PlannedStatement> statements() {
      return List.of(statement);
    }
  }
}
