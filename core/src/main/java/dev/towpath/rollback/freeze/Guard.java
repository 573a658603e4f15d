package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;

/// The trigger that refuses to write, before a statement does anything; also one that would find
/// no row.
///
/// Its function lets a statement through once the freeze is recorded as over, so that a thaw takes
/// effect at once, whatever still reads the tables, and lets a session of Towpath through that
/// shows the pass. A transaction with an older view of the record is refused: it can't see that the
/// freeze is over, nor that it has begun.
final class Guard {
  /// Begins with a digit, so that it comes before a table's own triggers.
  static final String NAME = "00_towpath_frozen";

  /// What an application sees: the code of a write in a read-only transaction, which clients and
  /// pools know.
  static final String REFUSED = "25006";

  /// The setting in which a session of Towpath shows the pass.
  static final String PASS = "towpath.pass";

  /// The digest of the pass that a session shows; null where it shows none.
  static final String SHOWN =
      "encode(sha256(convert_to(current_setting('" + PASS + "', true), 'UTF8')), 'hex')";

  private Guard() {}

  static String function(OwnTables tables) {
    return tables.name("refuse_writes");
  }

  /// Makes the record's table and the function where they are missing.
  static String create(OwnTables tables) {
    return """
    create schema if not exists %1$s;
    create table if not exists %2$s (
      id bigint generated always as identity primary key,
      state text not null check (state in ('freezing', 'frozen', 'thawing', 'thawed')),
      since timestamptz not null default clock_timestamp(),
      frozen_by text not null,
      reason text not null,
      tables text[] not null,
      maintenance_off text not null,
      maintenance_command text[] not null default '{}',
      passes text[] not null default '{}',
      thawed_at timestamptz,
      thawed_by text
    );
    comment on table %2$s is 'Each freeze of this database: who, when, why, what was changed';
    create or replace function %3$s() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $guard$
    declare
      noted record;
    begin
      select state, since, frozen_by, reason, passes into noted
      from %2$s where id = tg_argv[0]::bigint;
      if noted.state in ('thawing', 'thawed') or %4$s = any (noted.passes) then
        return null;
      end if;
      raise exception '%%', coalesce(
        format('the database is frozen since %%s by %%s: nothing can be written',
          to_char(noted.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'),
          noted.frozen_by),
        'the database is frozen: nothing can be written')
        using errcode = '%5$s', detail = coalesce(noted.reason, ''),
          hint = 'towpath thaw ends it.';
    end $guard$;
    """
        .formatted(tables.schema(), tables.name("frozen"), function(tables), SHOWN, REFUSED);
  }

  /// Puts the guard on a table, or takes over one that an earlier freeze left there.
  ///
  /// @param table as SQL writes it
  /// @param owned whether the guard may be made to hold in sessions that play a replica too
  static String put(OwnTables tables, String table, long freeze, boolean owned) {
    return """
    create or replace trigger "%s" before insert or update or delete or truncate on %s
    for each statement execute function %s('%d');
    """
            .formatted(NAME, table, function(tables), freeze)
        + (owned ? "alter table %s enable always trigger \"%s\";".formatted(table, NAME) : "");
  }
}
