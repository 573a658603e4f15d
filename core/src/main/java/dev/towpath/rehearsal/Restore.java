package dev.towpath.rehearsal;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.Script;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/// Puts a dump into the rehearsed database. Roles that it names are made; what else the scratch
/// server refuses is told, since the rehearsal then knows less than it seems.
final class Restore {
  private static final int SHOWN = 5;
  private static final Pattern ROLE = Pattern.compile("role \"([^\"]+)\" does not exist");
  private static final String UNDEFINED_OBJECT = "42704";

  /// There already: a schema, an object that the platform or a template brings, a setting that
  /// this server doesn't know.
  private static final Set<String> HARMLESS = Set.of("42P06", "42710");

  private final Connection connection;
  private final List<String> refused = new ArrayList<>();

  private Restore(Connection superuser) {
    this.connection = superuser;
  }

  static List<Finding> run(Connection superuser, String dump) throws SQLException {
    Restore restore = new Restore(superuser);
    for (dev.towpath.sql.Statement each : Script.of(dump).statements()) {
      restore.take(each);
    }
    return restore.findings();
  }

  private void take(dev.towpath.sql.Statement each) throws SQLException {
    if (each.error().isPresent()) {
      refused.add(each.error().get().message());
      return;
    }
    for (boolean again = true; again; ) {
      again = false;
      try {
        execute(each);
      } catch (SQLException e) {
        Optional<String> role = missingRole(e);
        if (role.isPresent()) {
          make(role.get());
          again = true;
        } else if (!harmless(each, e)) {
          refused.add(e.getMessage());
        }
      }
    }
  }

  private void execute(dev.towpath.sql.Statement each) throws SQLException {
    if (each.copy().isPresent()) {
      try {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(each.sql(), new StringReader(each.copy().get().rows()));
      } catch (IOException e) {
        throw new SQLException("The rows can't be sent.", e);
      }
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(each.sql());
    }
  }

  private static Optional<String> missingRole(SQLException failure) {
    Matcher role = ROLE.matcher(String.valueOf(failure.getMessage()));
    return UNDEFINED_OBJECT.equals(failure.getSQLState()) && role.find()
        ? Optional.of(role.group(1))
        : Optional.empty();
  }

  private void make(String role) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create role " + statement.enquoteIdentifier(role, true));
    }
  }

  private static boolean harmless(dev.towpath.sql.Statement each, SQLException failure) {
    return HARMLESS.contains(String.valueOf(failure.getSQLState()))
        || each.sql().regionMatches(true, 0, "set ", 0, 4);
  }

  private List<Finding> findings() {
    if (refused.isEmpty()) {
      return List.of();
    }
    Stream<String> shown = refused.stream().limit(SHOWN);
    return List.of(
        Finding.of(
                "state-incomplete",
                Severity.WARNING,
                "The scratch server refused "
                    + (refused.size() == 1 ? "1 statement" : refused.size() + " statements")
                    + " of the dump.")
            .because(String.join("\n", shown.toList()))
            .help("What depends on it is not there: the migrations may fail for that reason."));
  }
}
