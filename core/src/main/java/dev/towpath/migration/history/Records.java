package dev.towpath.migration.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What Towpath did on a target: one row for each migration applied or undone.
///
/// Written in the transaction of the history row, and only ever added to. Stateless, thread-safe.
public final class Records {
  private Records() {}

  /// Adds one row.
  ///
  /// @param layout the history's name
  /// @param plan the digest of the plan that it belongs to
  /// @param tool Towpath's own name and version
  public static void write(
      Connection connection, String layout, Action action, Run run, String plan, String tool)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            OwnTables.of(layout)
                .in(
                    """
                    insert into {record}
                      (layout, version, name, action, digest, plan, applied_by,
                       started_at, duration_ms, tool)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """))) {
      insert.setString(1, layout);
      insert.setString(2, run.migration().version());
      insert.setString(3, run.migration().name());
      insert.setString(4, action.stored());
      insert.setString(5, run.migration().digest());
      insert.setString(6, plan);
      insert.setString(7, run.user());
      insert.setObject(8, Times.utc(run.started()));
      insert.setLong(9, run.took().toMillis());
      insert.setString(10, tool);
      insert.executeUpdate();
    }
  }

  /// The digest of each migration as it was last applied, by `Migration.key()`; one that was
  /// undone since is left out. Empty where Towpath never ran.
  public static Map<String, String> digests(Connection connection, String layout)
      throws SQLException {
    Map<String, String> digests = new HashMap<>();
    if (!Tables.exists(connection, OwnTables.of(layout).record())) {
      return digests;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            OwnTables.of(layout)
                .in(
                    """
                    select case version when '' then name else version end, action, digest
                    from {record}
                    where layout = ?
                    order by id
                    """))) {
      select.setString(1, layout);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          note(digests, row.getString(1), Action.of(row.getString(2)), row.getString(3));
        }
      }
    }
    return digests;
  }

  /// The versions that the last run of Towpath applied and that still stand, in its order. Empty
  /// where Towpath never ran, or where that run was undone.
  public static List<String> lastRun(Connection connection, String layout) throws SQLException {
    List<String> versions = new ArrayList<>();
    OwnTables tables = OwnTables.of(layout);
    if (!Tables.exists(connection, tables.record())) {
      return versions;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            tables.in(
                """
                select version from {record} r
                where layout = ? and action = 'apply' and version <> ''
                  and plan = (select plan from {record} l
                    where l.layout = r.layout and l.action = 'apply' order by id desc limit 1)
                  and not exists (select from {record} u where u.layout = r.layout
                    and u.version = r.version and u.action = 'undo' and u.id > r.id)
                order by id
                """))) {
      select.setString(1, layout);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          versions.add(row.getString(1));
        }
      }
    }
    return versions;
  }

  private static void note(Map<String, String> digests, String key, Action action, String digest) {
    switch (action) {
      case APPLY -> digests.put(key, digest);
      case UNDO -> digests.remove(key);
    }
  }
}
