package dev.towpath.lint.locks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is seen of one statement while it runs.
final class Trace {
  private final Map<Role, Set<LockMode>> modes = new EnumMap<>(Role.class);
  private final Map<Role, Set<Effect>> effects = new EnumMap<>(Role.class);

  /// A lock that a session holds or waits for.
  ///
  /// @param type `relation`, `object`, or what else the session waits for
  record Lock(String type, long catalog, long oid, LockMode mode, boolean granted) {}

  /// The locks of a session on relations and other objects, and anything else it waits for.
  static List<Lock> locks(Connection observer, int pid) throws SQLException {
    try (PreparedStatement select =
        observer.prepareStatement(
            """
            select locktype, coalesce(classid, 'pg_class'::regclass::oid),
              coalesce(relation, objid, 0), mode, granted
            from pg_locks
            where pid = ? and (locktype in ('relation', 'object') or not granted)
            """)) {
      select.setInt(1, pid);
      List<Lock> locks = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          LockMode mode = LockMode.ofServer(row.getString(4));
          String type = row.getString(1);
          locks.add(new Lock(type, row.getLong(2), row.getLong(3), mode, row.getBoolean(5)));
        }
      }
      return locks;
    }
  }

  void locks(List<Lock> locks, Inventory before) {
    for (Lock lock : locks) {
      before.find(lock.catalog(), lock.oid()).ifPresent(thing -> lock(thing.role(), lock.mode()));
    }
  }

  private void lock(Role role, LockMode mode) {
    modes.computeIfAbsent(role, _ -> EnumSet.noneOf(LockMode.class)).add(mode);
  }

  void effect(Role role, Effect effect) {
    effects.computeIfAbsent(role, _ -> EnumSet.noneOf(Effect.class)).add(effect);
  }

  void files(Inventory before, Inventory after) {
    for (Thing thing : before.things()) {
      before.effects(thing, after).forEach(effect -> effect(thing.role(), effect));
    }
  }

  /// The rows that were read in full scans so far, by table.
  ///
  /// @param view `pg_stat_xact_user_tables` for what the session itself hasn't reported yet,
  ///     `pg_stat_user_tables` for what all have
  static Map<Long, Long> reads(Connection session, String view) throws SQLException {
    try (PreparedStatement select =
            session.prepareStatement("select relid, coalesce(seq_tup_read, 0) from " + view);
        ResultSet row = select.executeQuery()) {
      Map<Long, Long> reads = new HashMap<>();
      while (row.next()) {
        reads.put(row.getLong(1), row.getLong(2));
      }
      return reads;
    }
  }

  void scans(Map<Long, Long> earlier, Map<Long, Long> later, Inventory before) {
    for (Thing thing : before.things()) {
      if (later.getOrDefault(thing.oid(), 0L) > earlier.getOrDefault(thing.oid(), 0L)) {
        effect(thing.role(), Effect.SCAN);
      }
    }
  }

  List<Hold> holds() {
    if (!modes.keySet().containsAll(effects.keySet())) {
      throw new IllegalStateException("Touched but not locked: " + effects + " " + modes);
    }
    List<Hold> holds = new ArrayList<>();
    modes.forEach(
        (role, held) ->
            LockMode.strongest(held)
                .forEach(mode -> holds.add(new Hold(role, mode, effectsOn(role)))));
    return holds;
  }

  private Set<Effect> effectsOn(Role role) {
    return effects.getOrDefault(role, Set.of());
  }
}
