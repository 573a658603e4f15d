package dev.towpath.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tables of schema `towpath_control`, whichever there are; their names are plain words.
final class ControlTables {
  private ControlTables() {}

  /// All but the schema's own version, oldest first: a table refers only to older ones.
  static List<String> names(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select relname from pg_class
                where relnamespace = 'towpath_control'::regnamespace and relkind = 'r'
                  and relname <> 'version'
                order by oid
                """)) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  static boolean hasRows(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select exists (select from towpath_control." + table + ")")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /// The next number of each sequence.
  static Map<String, Long> sequences(Connection connection) throws SQLException {
    Map<String, Long> sequences = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select sequencename, coalesce(last_value + increment_by, start_value)
                from pg_sequences where schemaname = 'towpath_control'
                """)) {
      while (row.next()) {
        sequences.put(row.getString(1), row.getLong(2));
      }
    }
    return sequences;
  }

  static void continueSequences(Connection connection, Map<String, Long> next) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement(
            "select setval(format('towpath_control.%I', ?)::regclass, ?, false)")) {
      for (Map.Entry<String, Long> sequence : next.entrySet()) {
        set.setString(1, sequence.getKey());
        set.setLong(2, sequence.getValue());
        set.execute();
      }
    }
  }
}
