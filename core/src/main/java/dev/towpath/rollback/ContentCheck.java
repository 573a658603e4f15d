package dev.towpath.rollback;

import dev.towpath.backup.BackedTable;
import dev.towpath.backup.Backup;
import dev.towpath.backup.ContentDigest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.migration.Migration;
import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Whether tables hold what a backup of the same version holds: those in which nothing was written
/// since. What was written since the backup can't be told from what a rollback spoiled, so nothing
/// is claimed of those.
final class ContentCheck {
  /// A table that takes longer is said not to be compared.
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final RollbackRequest request;

  ContentCheck(RollbackRequest request) {
    this.request = request;
  }

  /// What to compare with, found while the rows are still as they were.
  Map<String, Object> note(Connection connection, OpenTarget target, String to)
      throws SQLException {
    List<Migration> applied =
        RollbackPlanner.applied(Soundness.status(connection, request.files()));
    List<Migration> stay = applied.subList(0, RollbackPlanner.stay(applied, to));
    Optional<Backup> backup = new BackupWays(connection, request, target, stay).same();
    if (backup.isEmpty()) {
      return nothing("no backup of exactly this version is there");
    }
    String history = request.files().layout().history().table();
    Optional<RowsSince.Changes> changes =
        new RowsSince(connection, history).backup(backup.get().manifest());
    return changes
        .map(each -> noted(backup.get(), each))
        .orElseGet(() -> nothing("the backup is of another database, or from before a restore"));
  }

  private static Map<String, Object> nothing(String why) {
    return Map.of("backup", "", "still", Map.of(), "left", List.of(why));
  }

  private static Map<String, Object> noted(Backup backup, RowsSince.Changes changes) {
    Map<String, String> still = new TreeMap<>();
    for (TableContent table : backup.manifest().tables()) {
      String name = table.schema() + "." + table.name();
      if (table.steady() && changes.still().contains(name)) {
        still.put(name, table.digest());
      }
    }
    List<String> left = new ArrayList<>(changes.touched());
    changes.uncounted().forEach(each -> left.add(each + " (not read in time)"));
    return Map.of("backup", backup.id().text(), "still", still, "left", left);
  }

  Verified compare(Connection connection, JsonObject noted) throws SQLException, Malformed {
    String backup = noted.text("backup");
    List<String> left = new ArrayList<>(noted.texts("left"));
    if (backup.isEmpty()) {
      return new Verified(
          List.of(), List.of("No content was compared: " + String.join(", ", left) + "."));
    }
    JsonObject still = noted.object("still");
    Set<String> names = Set.copyOf(still.names());
    List<String> faults = new ArrayList<>();
    int same = 0;
    pin(connection);
    for (BackedTable table : BackedTable.in(connection, Scope.WHOLE)) {
      String name = table.schema() + "." + table.name();
      if (names.contains(name)) {
        Optional<TableContent> now = digest(connection, table);
        if (now.isEmpty()) {
          left.add(name + " (not digested in time)");
        } else if (now.get().digest().equals(still.text(name))) {
          same++;
        } else {
          faults.add(
              name
                  + " doesn't hold what it holds in backup "
                  + backup
                  + ", and nobody wrote to it.");
        }
      }
    }
    return new Verified(faults, said(backup, same, left));
  }

  private static List<String> said(String backup, int same, List<String> left) {
    String tables = same == 1 ? "1 table" : same + " tables";
    String compared = "The content of " + tables + " is that of backup " + backup + ".";
    return left.isEmpty()
        ? List.of(compared)
        : List.of(
            compared, "Content not compared, as written to since: " + String.join(", ", left));
  }

  private static void pin(Connection connection) throws SQLException {
    ContentDigest.pin(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = " + LIMIT.toMillis());
    }
  }

  private static Optional<TableContent> digest(Connection connection, BackedTable table) {
    try {
      return Optional.of(ContentDigest.of(connection, table));
    } catch (SQLException slowOrForbidden) {
      return Optional.empty();
    }
  }
}
