package dev.towpath.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// One running server, known by the instant of its start to the microsecond. The identifier of the
/// system is no help: copies of one cluster share it, and not every service lets a role read it.
record Cluster(String started) {
  static Cluster of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (pg_postmaster_start_time() at time zone 'utc')::text")) {
      row.next();
      return new Cluster(row.getString(1));
    }
  }
}
