package dev.towpath.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What PostgreSQL counts about itself, each with its query. Towpath's own sessions are left out.
/// Where the role may not see the sessions of others, the answer is no number.
public enum PostgresMeasure {
  CONNECTIONS(
      SignalUnit.COUNT,
      """
      select case when pg_has_role('pg_read_all_stats', 'usage') then count(*) end
      from pg_stat_activity
      where backend_type = 'client backend' and application_name not like 'towpath/%'
      """),
  /// How many sessions wait for a lock now.
  LOCK_WAITS(
      SignalUnit.COUNT,
      """
      select case when pg_has_role('pg_read_all_stats', 'usage') then count(*) end
      from pg_stat_activity
      where wait_event_type = 'Lock' and application_name not like 'towpath/%'
      """),
  /// How far the slowest replica is behind; no number without a replica.
  REPLICATION_LAG(
      SignalUnit.SECONDS,
      """
      select case when bool_and(lag is not null) then max(lag) end
      from (
        select case when replay_lsn >= sent_lsn then 0
                    else extract(epoch from replay_lag) end as lag
        from pg_stat_replication) as replica
      """),
  /// How many there were since the statistics were reset.
  DEADLOCKS(
      SignalUnit.COUNT,
      """
      select deadlocks from pg_stat_database where datname = current_database()
      """),
  /// How long the oldest transaction has been open.
  LONG_TRANSACTIONS(
      SignalUnit.SECONDS,
      """
      select case when pg_has_role('pg_read_all_stats', 'usage')
        then coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0) end
      from pg_stat_activity
      where backend_type = 'client backend' and application_name not like 'towpath/%'
      """),
  /// The part of the blocks that were found in the server's memory, since the statistics were
  /// reset.
  CACHE_HITS(
      SignalUnit.RATIO,
      """
      select blks_hit::float8 / nullif(blks_hit + blks_read, 0)
      from pg_stat_database where datname = current_database()
      """);

  private final SignalUnit unit;
  private final String query;

  PostgresMeasure(SignalUnit unit, String query) {
    this.unit = unit;
    this.query = query;
  }

  /// As it stands in `towpath.yaml`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public SignalUnit unit() {
    return unit;
  }

  public String query() {
    return query;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(PostgresMeasure::word).toList();
  }

  static Optional<PostgresMeasure> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
