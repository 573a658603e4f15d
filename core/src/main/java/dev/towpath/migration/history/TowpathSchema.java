package dev.towpath.migration.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Schema `towpath` of a target: what the tool's own history table can't hold.
///
/// Small, owned by the migrating role, and made where it is missing. Nothing here commits: the
/// caller decides what stands in one transaction with it. Stateless and thread-safe.
public final class TowpathSchema {
  /// The version of these tables; a later Towpath finds it in `towpath.format` and upgrades.
  static final int FORMAT = 1;

  private TowpathSchema() {}

  /// Makes the schema and its tables where they are missing. Two sessions may do so at once: the
  /// second waits until the first one's transaction ends.
  public static void create(Connection connection) throws SQLException {
    if (!Tables.exists(connection, "towpath.format")) {
      execute(connection, CREATE + COMMENTS);
    }
  }

  private static final String CREATE =
      """
      select pg_advisory_xact_lock(hashtext('towpath.format'));
      create schema if not exists towpath;
      create table if not exists towpath.format (
        version integer primary key,
        made_at timestamptz not null default now()
      );
      create table if not exists towpath.history (
        version text primary key,
        name text not null,
        applied_at timestamptz not null
      );
      create table if not exists towpath.record (
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
      create table if not exists towpath.intent (
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
      create index if not exists intent_unsettled on towpath.intent (id) where settled_at is null;
      create table if not exists towpath.driver (
        only_row boolean primary key default true check (only_row),
        epoch bigint not null,
        driver text not null,
        taken_at timestamptz not null
      );
      insert into towpath.format (version) values (%d) on conflict do nothing;
      """
          .formatted(FORMAT);

  private static final String COMMENTS =
      """
      comment on schema towpath is
        'Towpath''s own notes about migrations; safe to leave out of dumps and diffs';
      comment on table towpath.format is 'The version of the tables in this schema';
      comment on table towpath.history is
        'What is applied, for a project of plain migration files';
      comment on table towpath.record is
        'Every migration applied or undone: who, when, how long, digest and plan; only added to';
      comment on table towpath.intent is
        'Statements that run outside a transaction: written before, finished after';
      comment on table towpath.driver is
        'One row: which run of Towpath drives this database; an older epoch may not go on';
      """;

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
