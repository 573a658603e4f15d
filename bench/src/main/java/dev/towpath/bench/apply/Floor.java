package dev.towpath.bench.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The least that any tool must do over JDBC: read each file, run it, add one row, commit.
final class Floor {
  private Floor() {}

  public static void main(String[] arguments) throws Exception {
    Run.time(() -> apply(Path.of(arguments[0]), arguments[1]));
  }

  private static void apply(Path project, String url) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(Databases.jdbc(url));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create table if not exists floor_history (name text primary key)");
      connection.commit();
      Set<String> applied = applied(statement);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into floor_history values (?)")) {
        for (Path file : files(project.resolve(Corpus.FOLDER))) {
          String name = file.getFileName().toString();
          if (!applied.contains(name)) {
            statement.execute(Files.readString(file, StandardCharsets.UTF_8));
            insert.setString(1, name);
            insert.executeUpdate();
            connection.commit();
          }
        }
      }
    }
  }

  private static Set<String> applied(Statement statement) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet rows = statement.executeQuery("select name from floor_history")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
