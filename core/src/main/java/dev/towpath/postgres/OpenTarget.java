package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A target that is reachable: it gives connections, each a session of its own with the target's
/// settings. Closing it lets an embedded server stop; connections are closed by who asked for them.
/// Thread-safe.
public final class OpenTarget implements AutoCloseable {
  private static final String APPLICATION = "towpath/";

  private final Target target;
  private final Optional<EmbeddedServer> server;
  private final DatabaseUrl url;
  private final int version;
  private final Map<String, String> settings;

  private OpenTarget(
      Target target,
      Optional<EmbeddedServer> server,
      DatabaseUrl url,
      int version,
      Map<String, String> settings) {
    this.target = target;
    this.server = server;
    this.url = url;
    this.version = version;
    this.settings = settings;
  }

  /// The same target with a setting in each session to come. It is closed by closing this one.
  public OpenTarget withSetting(String name, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(name, value);
    return new OpenTarget(target, server, url, version, Map.copyOf(more));
  }

  static OpenTarget open(Target target) {
    return switch (target.place()) {
      case Target.Url(DatabaseUrl url) ->
          probe(target, Optional.empty(), target.direct().orElse(url));
      case Target.Scratch(DatabaseUrl url) -> probe(target, Optional.empty(), url);
      case Target.Embedded(var folder) -> {
        EmbeddedServer server = EmbeddedServer.open(folder, target.major(), target.platform());
        try {
          yield probe(target, Optional.of(server), server.url());
        } catch (RuntimeException e) {
          server.close();
          throw e;
        }
      }
    };
  }

  private static OpenTarget probe(Target target, Optional<EmbeddedServer> server, DatabaseUrl url) {
    try (Connection connection = url.connect(APPLICATION + "open");
        Statement statement = connection.createStatement()) {
      if (server.isEmpty() && Pooler.isInTransactionMode(connection, url)) {
        throw Pooler.refused(url).exception();
      }
      try (ResultSet row =
          statement.executeQuery("select current_setting('server_version_num')::int")) {
        row.next();
        return new OpenTarget(target, server, url, row.getInt(1), Map.of());
      }
    } catch (SQLException e) {
      throw ConnectionProblems.of(url, e).exception();
    }
  }

  public Target target() {
    return target;
  }

  /// Where connections go: past the pooler if the target names a way.
  public DatabaseUrl url() {
    return url;
  }

  /// The same database as the superuser of an embedded server; elsewhere as [#url].
  public DatabaseUrl superuserUrl() {
    return server
        .map(_ -> url.withUser(target.platform().superuser(), url.password().orElseThrow()))
        .orElse(url);
  }

  /// Where an embedded server keeps its write-ahead log, if it does.
  public Optional<Path> wal() {
    return server.flatMap(EmbeddedServer::wal);
  }

  /// Lets an embedded server keep its write-ahead log from now on; does nothing elsewhere.
  public void keepWal() throws IOException {
    if (server.isPresent()) {
      server.get().keepWal();
    }
  }

  /// The name and the place, for a person's eyes.
  public String describe() {
    return switch (target.place()) {
      case Target.Embedded(var folder) ->
          target.name() + " (PostgreSQL " + version() + " in " + folder + ")";
      case Target.Url _, Target.Scratch _ ->
          target.name() + " (PostgreSQL " + version() + " at " + url + ")";
    };
  }

  /// As PostgreSQL counts it: 180006 is 18.6.
  public int serverVersion() {
    return version;
  }

  public int major() {
    return version / 10_000;
  }

  private String version() {
    return major() + "." + version % 10_000;
  }

  /// A new session in auto-commit mode; `pg_stat_activity` shows it as `towpath/PURPOSE`.
  public Connection connect(String purpose) {
    Connection connection = url.connect(APPLICATION + purpose);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sessionSettings());
      return connection;
    } catch (SQLException e) {
      throw closing(connection, ConnectionProblems.of(url, e));
    }
  }

  /// The statements that give a session what this target's sessions have, also after `reset all`.
  public String sessionSettings() {
    StringBuilder sql = new StringBuilder();
    sql.append("set lock_timeout = ").append(target.lockTimeout().toMillis());
    target
        .statementTimeout()
        .ifPresent(limit -> sql.append("; set statement_timeout = ").append(limit.toMillis()));
    settings.forEach(
        (name, value) -> sql.append("; set %s = '%s'".formatted(name, value.replace("'", "''"))));
    return sql.toString();
  }

  /// As [#connect], and fails with `database-read-only` where nothing can be written.
  public Connection connectToWrite(String purpose) {
    Connection connection = connect(purpose);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select pg_is_in_recovery(), current_setting('transaction_read_only')::bool
                """)) {
      row.next();
      if (row.getBoolean(1) || row.getBoolean(2)) {
        throw closing(connection, readOnly(row.getBoolean(1)));
      }
      return connection;
    } catch (SQLException e) {
      throw closing(connection, ConnectionProblems.of(url, e));
    }
  }

  private Problem readOnly(boolean replica) {
    return Problem.of(
            "database-read-only", Exit.UNREACHABLE, "Nothing can be written to " + url + ".")
        .because(replica ? "It is a replica." : "Its transactions are read-only by a setting.")
        .leaving("It is as it was.")
        .next("Name the primary server, or look at default_transaction_read_only.");
  }

  private static RuntimeException closing(Connection connection, Problem problem) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The connection is given up; the problem says why.
    }
    return problem.exception();
  }

  @Override
  public void close() {
    server.ifPresent(EmbeddedServer::close);
  }
}
