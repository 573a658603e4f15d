package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.backup.restore.DatabaseRestore;
import dev.towpath.backup.restore.DatabaseSwitch;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The way back by a dump: restored beside the live database, every table compared, the schema
/// verified, and only then put into the live one's place, which is kept under another name, frozen
/// as it is.
///
/// Killed anywhere, the next run finds the restored database by its name, or makes it again.
record RestoredBeside(Restores restores) {

  Replacement run(Backup backup, Work work) throws IOException, SQLException, InterruptedException {
    OpenTarget live = work.target();
    String database = live.url().database();
    String name = name(live, work.open());
    String kept = database + "_before_" + Replacement.stamp(work.open());
    DatabaseUrl server = server(live);
    restore(backup, work, server, name);
    List<String> said;
    try (OpenTarget beside = Replacement.beside(live, live.url().withDatabase(name))) {
      said = Replacement.ready(beside, work);
    }
    work.listener().accept("putting " + name + " into the place of " + database);
    new DatabaseSwitch(server, database, name, kept).run();
    return new Replacement(kept, said);
  }

  /// Drops what a rollback that is given up has restored.
  static void drop(OpenTarget live, RollbackRecord.Open work) throws SQLException {
    try (Connection connection = server(live).connect("towpath/rollback");
        Statement statement = connection.createStatement()) {
      String name = statement.enquoteIdentifier(name(live, work), true);
      statement.execute("drop database if exists " + name + " with (force)");
    }
  }

  private static String name(OpenTarget live, RollbackRecord.Open work) {
    return live.url().database() + "_rollback_" + Replacement.stamp(work);
  }

  /// A database of the server that is neither of the two.
  private static DatabaseUrl server(OpenTarget live) {
    String other = live.url().database().equals("postgres") ? "template1" : "postgres";
    return live.superuserUrl().withDatabase(other);
  }

  private void restore(Backup backup, Work work, DatabaseUrl server, String name)
      throws IOException, SQLException, InterruptedException {
    if (exists(server, name)) {
      return;
    }
    try {
      new DatabaseRestore(work.listener()::accept)
          .restore(backup, restores.storage(), work.target(), name, restores.jobs());
    } catch (ProblemException e) {
      throw RollbackProblems.stopped(e);
    }
  }

  private static boolean exists(DatabaseUrl server, String name) throws SQLException {
    try (Connection connection = server.connect("towpath/rollback");
        PreparedStatement select =
            connection.prepareStatement("select from pg_database where datname = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }
}
