package dev.towpath.migration.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Towpath's own tables on a target: what the tool's history table can't hold.
///
/// Small, owned by the migrating role, and made where it is missing. Nothing here commits: the
/// caller decides what stands in one transaction with it. Stateless and thread-safe.
public final class TowpathSchema {
  /// The version of these tables; a later Towpath finds it in the table `format` and upgrades.
  static final int FORMAT = 1;

  private TowpathSchema() {}

  /// Makes the tables where they are missing, in the schema that fits the layout. Two sessions may
  /// do so at once: the second waits until the first one's transaction ends.
  ///
  /// @param layout the history's name
  public static void create(Connection connection, String layout) throws SQLException {
    OwnTables tables = OwnTables.of(layout);
    if (Tables.exists(connection, tables.format())) {
      return;
    }
    execute(connection, tables.in(CREATE) + tables.in(COMMENTS));
  }

  private static final String CREATE =
      """
      select pg_advisory_xact_lock(hashtext('{format}'));
      create schema if not exists {schema};
      create table if not exists {format} (
        version integer primary key,
        made_at timestamptz not null default now()
      );
      create table if not exists {record} (
        id bigint generated always as identity primary key,
        layout text not null,
        version text not null,
        name text not null,
        action text not null check (action in ('apply', 'undo')),
        digest text not null,
        plan text not null,
        applied_by text not null,
        started_at timestamptz not null,
        duration_ms bigint not null,
        tool text not null
      );
      create table if not exists {intent} (
        id bigint generated always as identity primary key,
        layout text not null,
        version text not null,
        name text not null,
        action text not null check (action in ('apply', 'undo')),
        statement integer not null,
        statement_digest text not null,
        sql text not null,
        epoch bigint not null,
        started_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz,
        outcome text check (outcome in ('done', 'failed')),
        error text,
        settled_at timestamptz
      );
      create index if not exists {prefix}intent_unsettled on {intent} (id) where settled_at is null;
      create table if not exists {driver} (
        only_row boolean primary key default true check (only_row),
        epoch bigint not null,
        driver text not null,
        taken_at timestamptz not null
      );
      insert into {format} (version) values (%d) on conflict do nothing;
      """
          .formatted(FORMAT);

  private static final String COMMENTS =
      """
      comment on table {format} is 'The version of Towpath''s own tables';
      comment on table {record} is
        'Every migration applied or undone: who, when, how long, digest and plan; only added to';
      comment on table {intent} is
        'Statements that run outside a transaction: written before, finished after';
      comment on table {driver} is
        'One row: which run of Towpath drives this database; an older epoch may not go on';
      """;

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
