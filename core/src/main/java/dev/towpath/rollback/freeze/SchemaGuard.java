package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The event triggers that refuse to change the schema of a frozen database, its owner too. Only a
/// superuser can make them, or a role to whom the platform lends that right.
///
/// What is refused shows when the command is done, since only then the server tells what it was
/// done to: temporary tables and Towpath's own stay free. CONCURRENTLY commits on the way, and is
/// refused before it begins.
final class SchemaGuard {
  private static final String NOT_ALLOWED = "42501";

  private SchemaGuard() {}

  static String function(OwnTables tables) {
    return tables.name("refuse_ddl");
  }

  /// Whether they stand now: whoever may not make them goes on without.
  static boolean put(FreezeSession session) throws SQLException {
    session.say(create(session.tables()));
    try {
      asSuperuser(session, triggers(session.tables()));
      return true;
    } catch (SQLException failure) {
      if (NOT_ALLOWED.equals(failure.getSQLState())) {
        return false;
      }
      throw failure;
    }
  }

  /// Takes one down, by its name.
  static void drop(FreezeSession session, String name) throws SQLException {
    asSuperuser(session, "drop event trigger if exists " + name);
  }

  /// As ourselves where we are no superuser.
  private static void asSuperuser(FreezeSession session, String sql) throws SQLException {
    try (Connection superuser = session.target().superuserUrl().connect("towpath/freeze");
        Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String triggers(OwnTables tables) {
    StringBuilder sql = new StringBuilder();
    for (String event : new String[] {"ddl_command_start", "ddl_command_end", "sql_drop"}) {
      sql.append(
          """
          drop event trigger if exists "%1$s_%2$s";
          create event trigger "%1$s_%2$s" on %2$s execute function %3$s();
          alter event trigger "%1$s_%2$s" enable always;
          """
              .formatted(Guard.NAME, event, function(tables)));
    }
    return sql.toString();
  }

  private static String create(OwnTables tables) {
    return """
    create or replace function %1$s() returns event_trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $guard$
    declare
      noted record;
      refused text;
    begin
      select since, frozen_by, reason, passes into noted
      from %2$s where state in ('freezing', 'frozen') order by id desc limit 1;
      if not found or coalesce(%3$s = any (noted.passes), false)
        or tg_tag = 'REFRESH MATERIALIZED VIEW'
      then
        return;
      end if;
      if tg_event = 'ddl_command_start' then
        select tg_tag into refused where current_query() ~* '\\mconcurrently\\M';
      elsif tg_event = 'sql_drop' then
        select object_identity into refused from pg_event_trigger_dropped_objects()
        where not is_temporary and strpos(object_identity, 'pg_temp.') = 0
          and not starts_with(object_identity, '%4$s') limit 1;
      else
        select coalesce(object_identity, tg_tag) into refused
        from pg_event_trigger_ddl_commands()
        where schema_name is distinct from 'pg_temp'
          and not starts_with(coalesce(object_identity, ''), '%4$s') limit 1;
      end if;
      if refused is not null then
        raise exception 'the database is frozen since %% by %%: %% is refused (%%)',
          to_char(noted.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'),
          noted.frozen_by, lower(tg_tag), refused
          using errcode = '%5$s', detail = noted.reason, hint = 'towpath thaw ends it.';
      end if;
    end $guard$;
    """
        .formatted(
            function(tables), tables.name("frozen"), Guard.SHOWN, tables.name(""), Guard.REFUSED);
  }
}
