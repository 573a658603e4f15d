package dev.towpath.ledger;

import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.report.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Checkpoints beside the records: of every user who appends.
final class CheckpointTable {
  private static final String PLACE = "the control database";

  private CheckpointTable() {}

  static void keep(Connection connection, Checkpoint checkpoint, VerifierKey key)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into towpath_control.checkpoint (size, key, note) values (?, ?, ?)
            on conflict do nothing
            """)) {
      insert.setLong(1, checkpoint.size());
      insert.setString(2, key.text());
      insert.setString(3, checkpoint.text());
      insert.executeUpdate();
    }
  }

  /// All of them; what is none is told as a fault.
  static List<KeptCheckpoint> all(Connection connection, Consumer<Finding> faults)
      throws SQLException {
    List<KeptCheckpoint> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select size, note from towpath_control.checkpoint order by size, key")) {
      while (row.next()) {
        try {
          Checkpoint.parse(row.getString(2))
              .forEach(each -> all.add(new KeptCheckpoint(each, PLACE)));
        } catch (Malformed e) {
          String over = "The checkpoint over " + row.getLong(1) + " records in ";
          faults.accept(Fault.signature(over + PLACE + " is no checkpoint."));
        }
      }
    }
    return all;
  }
}
