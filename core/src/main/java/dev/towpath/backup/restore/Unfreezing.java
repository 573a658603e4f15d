package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import dev.towpath.rollback.freeze.Frozen;
import dev.towpath.rollback.freeze.Thawer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A backup of a frozen database holds its freeze. What is restored from it is thawed before it can
/// be used, and that is said. The application's switch in the database is set back; a command of
/// the project isn't run, since the live database may be frozen still.
final class Unfreezing {
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(4);

  private Unfreezing() {}

  /// What was frozen, a sentence each.
  static List<String> everywhere(DatabaseUrl server, Backup backup) throws SQLException {
    List<String> thawed = new ArrayList<>();
    for (String database : databases(server)) {
      one(server.withDatabase(database), backup).ifPresent(thawed::add);
    }
    return List.copyOf(thawed);
  }

  /// What was frozen, as a sentence; empty if it was not.
  static Optional<String> one(DatabaseUrl database, Backup backup) throws SQLException {
    Optional<Frozen> frozen;
    try (Connection connection = database.connect("towpath/restore")) {
      frozen = Frozen.read(connection);
    }
    return frozen.isEmpty()
        ? Optional.empty()
        : Optional.of(frozen.get().sentence() + "; " + thawed(database, backup));
  }

  private static String thawed(DatabaseUrl database, Backup backup) throws SQLException {
    Target target =
        new Target(
            database.database(),
            new Target.Scratch(database),
            Optional.empty(),
            LOCK_LIMIT,
            Optional.empty(),
            backup.manifest().origin().major(),
            Platform.NONE);
    String by = "the restore of " + backup.id();
    try (OpenTarget open = target.open()) {
      try {
        thawer(Thawer.Tells.THE_DATABASE).thawWhereFound(open, by);
        return "thawed";
      } catch (ProblemException untold) {
        thawer(Thawer.Tells.NOBODY).thawWhereFound(open, by);
        return "thawed, but its switch is as it was. " + untold.problem().why();
      }
    }
  }

  private static Thawer thawer(Thawer.Tells tells) {
    return new Thawer(_ -> {}, Optional.empty(), tells);
  }

  private static List<String> databases(DatabaseUrl server) throws SQLException {
    try (Connection connection = server.connect("towpath/restore");
        PreparedStatement select =
            connection.prepareStatement(
                "select datname from pg_database where datallowconn and datname <> 'template0'");
        ResultSet row = select.executeQuery()) {
      List<String> databases = new ArrayList<>();
      while (row.next()) {
        databases.add(row.getString(1));
      }
      return databases;
    }
  }
}
