package dev.towpath.rehearsal;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.sql.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// What a rehearsed database is fitted with: event triggers that note what a statement does, and a
/// function that tells it together with the locks. The notes are kept in a setting of the session,
/// which is as transactional as a table, and leaves no lock, no row and no WAL.
final class Instruments {
  static final char FIELD = '\u001f';

  /// Asked behind each statement, by the session that ran it.
  static final String QUESTION = "select * from towpath_rehearsal.observe(false)";

  /// Asked behind a statement that ran alone.
  static final String QUESTION_ALONE = "select * from towpath_rehearsal.observe(true)";

  private static final String SESSION = "towpath/instruments";

  /// Nobody else works on the schema of the instruments.
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);

  private static final String INSTALL =
      """
      create schema towpath_rehearsal;
      grant usage on schema towpath_rehearsal to public;
      create table towpath_rehearsal.tick ();

      create function towpath_rehearsal.note(line text) returns void
        language plpgsql set search_path = pg_catalog as $note$
      declare
        noted text := coalesce(current_setting('towpath.noted', true), '');
      begin
        if length(noted) < 200000 then
          perform set_config('towpath.noted', noted || chr(30) || line, false);
        elsif right(noted, 3) <> 'cut' then
          perform set_config('towpath.noted', noted || chr(30) || 'cut', false);
        end if;
      end
      $note$;

      create function towpath_rehearsal.note_command() returns event_trigger
        language plpgsql set search_path = pg_catalog as $note$
      begin
        perform towpath_rehearsal.note(string_agg(
          array_to_string(array['command', coalesce(objid, 0)::text, command_tag,
            coalesce(object_type, ''), coalesce(object_identity, '')], chr(31)), chr(30)))
        from pg_event_trigger_ddl_commands() where not in_extension having count(*) > 0;
      end
      $note$;

      create function towpath_rehearsal.note_drop() returns event_trigger
        language plpgsql set search_path = pg_catalog as $note$
      begin
        perform towpath_rehearsal.note(string_agg(
          array_to_string(array['drop', objid::text, original::text, object_type,
            coalesce(object_identity, '')], chr(31)), chr(30)))
        from pg_event_trigger_dropped_objects()
        where (original or normal) and not is_temporary having count(*) > 0;
      end
      $note$;

      create function towpath_rehearsal.note_rewrite() returns event_trigger
        language plpgsql set search_path = pg_catalog as $note$
      begin
        perform towpath_rehearsal.note(array_to_string(array['rewrite',
          pg_event_trigger_table_rewrite_oid()::text,
          pg_event_trigger_table_rewrite_reason()::text], chr(31)));
      end
      $note$;

      create function towpath_rehearsal.observe(alone boolean)
        returns table (towpath_answer text, object bigint, parent bigint, schema text, name text,
          kind text, detail text, file bigint, scans bigint)
        language plpgsql security definer set search_path = pg_catalog as $observe$
      declare
        noted text := coalesce(current_setting('towpath.noted', true), '');
      begin
        perform 1 from towpath_rehearsal.tick;
        towpath_answer := 'at';
        object := extract(epoch from clock_timestamp() - statement_timestamp()) * 1000000;
        parent := pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0');
        detail := extract(epoch from transaction_timestamp())::text;
        scans := pg_stat_get_xact_numscans('towpath_rehearsal.tick'::regclass);
        return next;
        if noted <> '' then
          return query
            select 'note', 0::bigint, 0::bigint, '', '', '', line, 0::bigint, 0::bigint
            from unnest(string_to_array(noted, chr(30))) line where line <> '';
          perform set_config('towpath.noted', '', false);
        end if;
        return query
          with held as materialized (
            select * from pg_lock_status() where pid = pg_backend_pid() and granted)
          select 'lock', l.relation::bigint, coalesce(i.indrelid, 0)::bigint,
            coalesce(quote_ident(n.nspname), ''), coalesce(quote_ident(c.relname), ''),
            coalesce(c.relkind::text, ''), l.mode, coalesce(c.relfilenode, 0)::bigint,
            case when c.relkind in ('r', 'm') then pg_stat_get_xact_numscans(c.oid) else 0 end
          from held l
          left join pg_class c on c.oid = l.relation
          left join pg_namespace n on n.oid = c.relnamespace
          left join pg_index i on i.indexrelid = l.relation
          where l.locktype = 'relation'
            and l.relation >= 16384
            and coalesce(n.nspname, '') not in ('pg_toast', 'towpath', 'towpath_rehearsal')
          union all
          select 'object', l.objid::bigint, l.classid::bigint, '',
            coalesce(o.identity, ''), coalesce(o.type, l.classid::regclass::text), l.mode,
            0::bigint, 0::bigint
          from held l
          left join lateral pg_identify_object(l.classid, l.objid, l.objsubid) o on true
          where l.locktype = 'object'
            and l.objid >= 16384 and l.mode <> 'AccessShareLock'
          order by 1, 2, 3, 7;
        if alone then
          return query select 'scan', c.oid::bigint, 0::bigint,
              quote_ident(n.nspname), quote_ident(c.relname),
              c.relkind::text, '', c.relfilenode::bigint, pg_stat_get_xact_numscans(c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.oid >= 16384 and c.relkind in ('r', 'm')
              and pg_stat_get_xact_numscans(c.oid) > 0
              and n.nspname not in ('pg_toast', 'towpath', 'towpath_rehearsal')
            order by c.oid;
        end if;
      end
      $observe$;

      create function towpath_rehearsal.probe(relation oid) returns text
        language plpgsql set search_path = pg_catalog as $probe$
      declare
        waits text := '';
        work text;
        command text;
        col text := (select quote_ident(attname) from pg_attribute
          where attrelid = relation and attnum > 0 and not attisdropped
            and attgenerated = '' and attidentity <> 'a' order by attnum limit 1);
      begin
        foreach work in array array['SELECT', 'INSERT', 'UPDATE'] loop
          command := case work
            when 'SELECT' then format('explain select * from %s', relation::regclass)
            when 'INSERT' then
              format('explain insert into %s default values', relation::regclass)
            else case when col is null then format('explain delete from %s', relation::regclass)
              else format('explain update %s set %s = %2$s', relation::regclass, col) end
            end;
          begin
            execute command;
          exception
            when lock_not_available then
              waits := waits || work || ' ';
              -- What a reader waits for, a writer asks for in a stronger mode.
              exit when work = 'SELECT';
            when others then null;
          end;
        end loop;
        return case waits when 'SELECT ' then 'SELECT INSERT UPDATE' else waits end;
      end
      $probe$;

      create event trigger towpath_rehearsal_command on ddl_command_end
        execute function towpath_rehearsal.note_command();
      create event trigger towpath_rehearsal_drop on sql_drop
        execute function towpath_rehearsal.note_drop();
      create event trigger towpath_rehearsal_rewrite on table_rewrite
        execute function towpath_rehearsal.note_rewrite();
      alter event trigger towpath_rehearsal_command enable always;
      alter event trigger towpath_rehearsal_drop enable always;
      alter event trigger towpath_rehearsal_rewrite enable always;
      """;

  private Instruments() {}

  /// @param superuser the cluster's superuser in the database that is to be observed
  static void install(DatabaseUrl superuser) throws SQLException {
    try (Connection connection = Bystander.connect(superuser, SESSION, LOCK_LIMIT)) {
      install(connection);
    }
  }

  /// @param superuser a session in the database that is to be observed
  static void install(Connection superuser) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.setEscapeProcessing(false);
      for (dev.towpath.sql.Statement each : Script.of(INSTALL).statements()) {
        statement.execute(each.sql());
      }
    }
  }

  /// Takes everything away again.
  static void remove(DatabaseUrl superuser) throws SQLException {
    try (Connection connection = Bystander.connect(superuser, SESSION, LOCK_LIMIT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema towpath_rehearsal cascade");
    }
  }

  static String question(boolean alone) {
    return alone ? QUESTION_ALONE : QUESTION;
  }
}
