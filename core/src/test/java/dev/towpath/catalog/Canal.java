package dev.towpath.catalog;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.sql.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// A scratch server with the roles of the canal, and databases that hold every kind of object.
final class Canal implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMinutes(1);
  static final List<String> ROLES = List.of("canal_owner", "canal_reader", "canal_writer");

  private final ScratchServer server;

  Canal(int major) throws SQLException {
    server = ScratchServer.start(major, Platform.NONE);
    for (String role : ROLES) {
      run(server.url(), "create role " + role + " login password 'barge'");
    }
  }

  DatabaseUrl empty(String name) {
    return server.createDatabase(name);
  }

  /// A copy of a database to which nobody is connected.
  DatabaseUrl copy(String of, String name) throws SQLException {
    run(server.superuserUrl(), "create database " + name + " template " + of);
    return server.url().withDatabase(name);
  }

  DatabaseUrl everything(String name) throws SQLException {
    DatabaseUrl url = empty(name);
    run(url, script());
    return url;
  }

  static String script() {
    try (InputStream in = Canal.class.getResourceAsStream("everything.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void run(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (dev.towpath.sql.Statement each : Script.of(sql).statements()) {
        statement.execute(each.sql());
      }
    }
  }

  static Catalog read(DatabaseUrl url) throws SQLException {
    return read(url, Scope.plain());
  }

  static Catalog read(DatabaseUrl url, Scope scope) throws SQLException {
    try (Connection connection = url.connect("towpath/test")) {
      return new CatalogReader(scope, LIMIT).read(connection).catalog();
    }
  }

  static Snapshot snapshot(DatabaseUrl url) throws SQLException {
    try (Connection connection = url.connect("towpath/test")) {
      return new CatalogReader(Scope.plain(), LIMIT).withNeeds().read(connection);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
