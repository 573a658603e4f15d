package dev.towpath.bench.apply;

import dev.towpath.postgres.DatabaseUrl;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// What the peers need that Towpath's own URLs don't give: the JDBC form of one.
final class Databases {
  private Databases() {}

  static String jdbc(String url) {
    URI parts = URI.create(url);
    String[] user = parts.getUserInfo().split(":", 2);
    return "jdbc:postgresql://%s:%d%s?user=%s&password=%s"
        .formatted(parts.getHost(), parts.getPort(), parts.getPath(), user[0], user[1]);
  }

  static void execute(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("bench");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
