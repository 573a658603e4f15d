package dev.towpath.rehearsal.oldcode;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has the server prepare statements, which runs none of them. Needs a connection with a
/// transaction under way.
final class Preparing {
  private static final Pattern FIRST_WORD = Pattern.compile("\\(*\\s*(\\w+)");
  private static final Set<String> PREPARABLE =
      Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table");

  private final Connection connection;

  Preparing(Connection connection) {
    this.connection = connection;
  }

  static boolean isPreparable(String sql) {
    Matcher word = FIRST_WORD.matcher(sql);
    return word.lookingAt() && PREPARABLE.contains(word.group(1).toLowerCase(Locale.ROOT));
  }

  /// The server's message if it can't be prepared, or a definition can't be made anew.
  Optional<String> failure(OldStatement old) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (old.kind() == OldStatement.Kind.DEFINITION) {
        statement.execute("set local check_function_bodies = on");
        statement.execute(old.sql());
      } else {
        statement.execute("prepare towpath_try as " + old.sql());
        statement.execute("deallocate towpath_try");
      }
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), "no message"));
    } finally {
      connection.rollback(before);
    }
  }
}
