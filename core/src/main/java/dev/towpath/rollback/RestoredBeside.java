package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.backup.restore.DatabaseRestore;
import dev.towpath.backup.restore.DatabaseSwitch;
import dev.towpath.backup.store.Storage;
import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.rollback.freeze.Freezer;
import dev.towpath.rollback.freeze.Thawer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The way back by a backup: restored beside the live database, every table compared, the schema
/// verified, and only then put into the live one's place, which is kept under another name, frozen
/// as it is.
///
/// Killed anywhere, the next run finds the restored database by its name, or makes it again; after
/// the switch there is nothing left to do.
///
/// @param jobs of pg_restore
public record RestoredBeside(Storage storage, int jobs) {

  /// Goes the whole way, and gives the name under which the database from before is kept.
  String run(
      Backup backup,
      RollbackRecord.Open work,
      RollbackRun asked,
      OpenTarget live,
      Soundness soundness,
      Consumer<String> listener)
      throws SQLException {
    String database = live.url().database();
    String name = database + "_rollback_" + work.id();
    DatabaseUrl server =
        live.superuserUrl().withDatabase(database.equals("postgres") ? "template1" : "postgres");
    String kept = database + "_before_rollback_" + work.id();
    try {
      if (!exists(server, name)) {
        new DatabaseRestore(listener).restore(backup, storage, live, name, jobs);
      }
      try (OpenTarget beside = beside(live, name)) {
        made(beside, work, asked, soundness, listener);
      }
      if (work.thaws()) {
        // Before the switch, after which nothing is left to do: a crash here tells it twice.
        asked.freeze().thawer(listener).tellOfAnother();
      }
      listener.accept("putting " + name + " into the place of " + database);
      new DatabaseSwitch(server, database, name, kept).run();
      return kept;
    } catch (IOException failure) {
      throw Problem.of("rollback-stopped", Exit.STOPPED, "The backup can't be read.")
          .because(String.valueOf(failure.getMessage()))
          .leaving("The database is as it was, and stays frozen.")
          .next("Settle it, and run towpath rollback run again.")
          .exception(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Problem.of("interrupted", Exit.INTERRUPTED, "The rollback was interrupted.")
          .leaving("The database is as it was, and stays frozen.")
          .next("Run towpath rollback run again: it goes on.")
          .exception(stopped);
    }
  }

  /// Makes the restored database what the live one is to be.
  private static void made(
      OpenTarget beside,
      RollbackRecord.Open work,
      RollbackRun asked,
      Soundness soundness,
      Consumer<String> listener)
      throws SQLException {
    String layout = asked.look().files().layout().history().name();
    new Thawer(listener, Optional.empty(), Thawer.Tells.THE_DATABASE)
        .thaw(beside, layout, asked.by());
    listener.accept("verifying");
    List<String> faults = soundness.schemaFaults(beside, work.before());
    if (!faults.isEmpty()) {
      throw RollbackProblems.unsound(work.to(), faults);
    }
    try (Connection connection = beside.connect("rollback")) {
      RollbackRecord record = new RollbackRecord(connection, OwnTables.of(layout));
      record.createTable();
      record.carry(work);
    }
    if (!work.thaws()) {
      new Freezer(listener).freeze(asked.freeze(), beside);
    }
  }

  private static OpenTarget beside(OpenTarget live, String name) {
    Target target = live.target();
    return new Target(
            target.name(),
            new Target.Url(live.url().withDatabase(name)),
            Optional.empty(),
            target.lockTimeout(),
            target.statementTimeout(),
            live.major(),
            target.platform())
        .open();
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
