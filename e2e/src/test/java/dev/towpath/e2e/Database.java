package dev.towpath.e2e;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A database on a server of the tests: how each tool is told of it, and a look inside.
record Database(DatabaseUrl address) {
  /// With its password, as every tool takes it.
  String url() {
    return address.revealed();
  }

  /// The rows of a query, each with its columns as text, joined by `|`.
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = address.connect("towpath/e2e");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          columns.add(String.valueOf(result.getString(column)));
        }
        rows.add(String.join("|", columns));
      }
      return rows;
    }
  }
}
