package dev.towpath.backup;

import dev.towpath.backup.Manifest.WalRange;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Copies a server's files between `pg_backup_start` and `pg_backup_stop`, without any program.
///
/// All of it lives in one session: when that ends, by a crash too, the server forgets the backup
/// and the slot that keeps its write-ahead log.
final class PhysicalCopy {
  private static final int FIRST_NEW_NAMES = 15;
  private static final Pattern START =
      Pattern.compile("START WAL LOCATION: (\\S+) \\(file ([0-9A-F]{24})\\)");
  private static final Pattern TIMELINE = Pattern.compile("START TIMELINE: (\\d+)");

  private PhysicalCopy() {}

  /// The folder of a target's server, if this process can copy it.
  static Optional<ServerFolder> atHand(OpenTarget target) throws SQLException {
    try (Connection connection = target.superuserUrl().connect("towpath/backup")) {
      return ServerFolder.of(connection);
    }
  }

  /// @param to gets `base` and `wal`
  /// @param name in the label of the backup
  static WalRange copy(
      OpenTarget target, ServerFolder folder, Path to, String name, LongConsumer copied)
      throws SQLException, IOException {
    try (Connection connection = target.superuserUrl().connect("towpath/backup");
        Statement statement = connection.createStatement()) {
      refuseTablespaces(statement);
      boolean old = target.major() < FIRST_NEW_NAMES;
      String label = statement.enquoteLiteral(name);
      // A checkpoint during the copy would recycle segments that it needs.
      statement.execute(
          "select pg_create_physical_replication_slot('towpath_%s', true, true)"
              .formatted(UUID.randomUUID().toString().substring(0, 8)));
      statement.execute(
          old
              ? "select pg_start_backup(" + label + ", true, false)"
              : "select pg_backup_start(" + label + ", true)");
      folder.copy(to.resolve("base"), copied);
      try (ResultSet row =
          statement.executeQuery(
              "select lsn, labelfile, pg_walfile_name(lsn) from "
                  + (old ? "pg_stop_backup(false, false)" : "pg_backup_stop(false)"))) {
        row.next();
        String text = row.getString(2);
        Files.writeString(to.resolve("base").resolve("backup_label"), text);
        Matcher start = matcher(START, text);
        folder.copyWal(start.group(2), row.getString(3), to.resolve("wal"));
        long timeline = Long.parseLong(matcher(TIMELINE, text).group(1));
        return new WalRange(timeline, start.group(1), row.getString(1));
      }
    }
  }

  private static Matcher matcher(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("The server's backup label can't be read: " + text);
    }
    return matcher;
  }

  /// @throws dev.towpath.problem.ProblemException with `backup-tablespaces`
  static void refuseTablespaces(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            """
            select string_agg(spcname, ', ' order by spcname)
            from pg_tablespace where spcname not in ('pg_default', 'pg_global')
            """)) {
      row.next();
      if (row.getString(1) != null) {
        throw Problem.of(
                "backup-tablespaces", Exit.USAGE, "The server keeps data outside its folder.")
            .because("It has tablespaces: " + row.getString(1) + ".")
            .leaving("No backup was made; the database is as it was.")
            .next("Dump the database instead: towpath backup create --logical")
            .exception();
      }
    }
  }
}
