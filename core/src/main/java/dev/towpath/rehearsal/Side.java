package dev.towpath.rehearsal;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.rehearsal.ObservedObject.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A superuser's session beside the one that runs the migrations: it reads where the server is, and
/// tries what an application would do.
final class Side implements AutoCloseable {
  /// A probe that waits longer than this would have to wait for the end of the transaction.
  private static final Duration PROBE_LIMIT = Duration.ofMillis(2);

  private static final int ALIVE_SECONDS = 5;

  private final Connection connection;
  private final Map<String, Set<Work>> tried = new HashMap<>();

  Side(DatabaseUrl superuser) throws SQLException {
    this.connection = Bystander.connect(superuser, "towpath/probe", PROBE_LIMIT);
  }

  Connection connection() {
    return connection;
  }

  /// Whether nobody ended it.
  boolean isAlive() {
    try {
      return connection.isValid(ALIVE_SECONDS);
    } catch (SQLException e) {
      throw new IllegalStateException("A limit below zero", e);
    }
  }

  /// Where the server is.
  ///
  /// @param horizon an OID: what was made before has a smaller one, what is made later a greater
  record Mark(long horizon, long wal) {}

  private static final String MARK =
      """
      select pg_catalog.pg_nextoid('pg_catalog.pg_class', 'oid',
          'pg_catalog.pg_class_oid_index')::bigint,
        pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')::bigint
      """;

  Mark mark() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MARK);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Mark(row.getLong(1), row.getLong(2));
    }
  }

  /// What has to wait at this moment; tried once for each combination of locks on a table.
  ///
  /// @param locks tells the combination from others
  Set<Work> waiting(Relations.Relation table, String locks) throws SQLException {
    Set<Work> known = tried.get(locks);
    if (known == null) {
      known = probe(table.oid());
      tried.put(locks, known);
    }
    return known;
  }

  private Set<Work> probe(long oid) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select towpath_rehearsal.probe(?::oid)")) {
      select.setLong(1, oid);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        String waits = row.getString(1);
        Set<Work> work = EnumSet.noneOf(Work.class);
        for (Work each : Work.values()) {
          if (waits.contains(each.name())) {
            work.add(each);
          }
        }
        return work;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
