package dev.towpath.rollback;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The databases of a server that are none of this connection's affair, and go back with it.
final class OtherDatabases {
  private OtherDatabases() {}

  static List<String> of(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                """
                select datname from pg_database
                where not datistemplate and datname not in (current_database(), 'postgres')
                order by 1
                """)) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }
}
