package dev.towpath.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ScratchServerTest {
  @Test
  void startsEmptyAndMakesDatabases() throws SQLException {
    try (ScratchServer server = ScratchServer.start(18, Platform.NONE)) {
      DatabaseUrl url = server.createDatabase("canal boats");
      assertThat(query(url, "select current_database()")).isEqualTo("canal boats");
      assertThat(query(url, "show fsync")).isEqualTo("off");
      assertThat(query(url, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(url, "select split_part(version(), ' ', 2)")).startsWith("18.");
    }
  }

  static void run(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String query(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
