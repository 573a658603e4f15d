package dev.towpath.catalog;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the schema of a database, from the system catalogs alone, in one read-only transaction
/// that takes no lock beyond ACCESS SHARE. Stateless and thread-safe.
public final class CatalogReader {
  private static final int ATTEMPTS = 3;
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);

  /// What a function that describes an object says if the object was dropped a moment ago: it
  /// looks past the transaction's snapshot.
  private static final Set<String> VANISHED = Set.of("XX000", "42P01", "42704", "42883");

  private final Scope scope;
  private final Duration limit;
  private final boolean needs;

  /// @param limit how long one query may take
  public CatalogReader(Scope scope, Duration limit) {
    this(scope, limit, false);
  }

  private CatalogReader(Scope scope, Duration limit, boolean needs) {
    this.scope = scope;
    this.limit = limit;
    this.needs = needs;
  }

  /// One that also reads what each object needs, which DDL is ordered by.
  public CatalogReader withNeeds() {
    return new CatalogReader(scope, limit, true);
  }

  /// The connection may not be in a transaction; it is left as it was.
  ///
  /// @throws SQLException if the connection is lost or the server fails
  /// @throws dev.towpath.problem.ProblemException if the time limit passed, or if objects kept
  ///     vanishing under the reader
  public Snapshot read(Connection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      return attempts(connection);
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }

  private Snapshot attempts(Connection connection) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        begin(connection);
        return new SnapshotBuilder(connection).build(needs);
      } catch (SQLException e) {
        connection.rollback();
        if (e.getSQLState() == null || !VANISHED.contains(e.getSQLState())) {
          throw timeOut(e);
        }
        if (attempt == ATTEMPTS) {
          throw Problem.of(
                  "catalog-in-motion",
                  Exit.UNCHANGED,
                  "The schema changed while it was being read, " + ATTEMPTS + " times in a row.")
              .because("The server said: " + e.getMessage())
              .leaving("Nothing was changed: reading takes no lock that would stop others.")
              .next("Try again when no migration runs.")
              .exception(e);
        }
      }
    }
  }

  private SQLException timeOut(SQLException cause) {
    if ("57014".equals(cause.getSQLState()) || "55P03".equals(cause.getSQLState())) {
      throw Problem.of("catalog-timed-out", Exit.UNCHANGED, "Reading the schema took too long.")
          .because(
              "A query on the system catalogs may take "
                  + limit.toSeconds()
                  + " s, and wait for a lock "
                  + LOCK_LIMIT.toSeconds()
                  + " s. The server said: "
                  + cause.getMessage())
          .leaving("Nothing was changed.")
          .next("See who holds locks: towpath doctor")
          .exception(cause);
    }
    return cause;
  }

  /// Pins whatever the text of definitions depends on. The memory is for joins of ten thousand
  /// tables' parts: at the usual 4 MB their hash tables fall into thousands of files.
  private static final String SETTINGS =
      """
      set transaction isolation level repeatable read, read only;
      set local search_path = '';
      set local quote_all_identifiers = off;
      set local datestyle = 'ISO, MDY';
      set local intervalstyle = 'postgres';
      set local timezone = 'UTC';
      set local extra_float_digits = 1;
      set local bytea_output = 'hex';
      set local xmloption = 'content';
      set local work_mem = '64MB';
      set local jit = off;
      """;

  private void begin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          SETTINGS
              + ("set local lock_timeout = " + LOCK_LIMIT.toMillis())
              + ("; set local statement_timeout = " + limit.toMillis()));
    }
    List<String> left =
        Stream.concat(Scope.TOOL_SCHEMAS.stream(), scope.platformSchemas().stream()).toList();
    set(connection, KindQuery.LEFT_OUT, left);
    set(connection, KindQuery.PLATFORM, List.copyOf(scope.platformSchemas()));
    set(connection, KindQuery.EXTENSIONS, List.copyOf(scope.platformExtensions()));
    set(connection, KindQuery.TABLES, List.copyOf(scope.historyTables()));
  }

  private static void set(Connection connection, String name, List<String> value)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select set_config(?, cast(? as text[])::text, true)")) {
      query.setString(1, name);
      query.setArray(2, connection.createArrayOf("text", value.toArray()));
      query.execute();
    }
  }
}
