package dev.towpath.migration.verify;

import dev.towpath.migration.Migration;
import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Notes on the scratch server which migration makes, changes and drops which object, by event
/// triggers that write into a table beside: a snapshot after each migration would be too slow.
final class Recorder implements AutoCloseable {
  private final Connection connection;
  private final List<Mark> marks = new ArrayList<>();

  /// The last change of a migration.
  private record Mark(Migration migration, long last) {}

  private Recorder(Connection connection) {
    this.connection = connection;
  }

  /// @param superuser of the scratch server, in the database in which the replay runs
  static Recorder install(DatabaseUrl superuser) throws SQLException {
    Connection connection = superuser.connect("towpath/record");
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (dev.towpath.sql.Statement each : dev.towpath.sql.Script.of(INSTALL).statements()) {
        statement.execute(each.sql());
      }
      return new Recorder(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Columns and constraints have no commands of their own: after each command the ones that its
  /// tables have and that were not there before are noted too.
  private static final String INSTALL =
      """
      create schema towpath_replay;
      create table towpath_replay.change (
        id bigint generated always as identity primary key,
        command text not null,
        catalog bigint not null,
        object bigint not null,
        part integer not null,
        name text not null
      );
      create index on towpath_replay.change (catalog, object, part);
      create function towpath_replay.note() returns event_trigger
        language plpgsql security definer set search_path = pg_catalog as $note$
      begin
        insert into towpath_replay.change (command, catalog, object, part, name)
        select command_tag, classid, objid, 0, object_identity
        from pg_event_trigger_ddl_commands()
        where objid is not null and objid <> 0 and object_identity is not null;
        insert into towpath_replay.change (command, catalog, object, part, name)
        select 'part', part.catalog, part.object, part.part, part.name
        from (
          select 'pg_class'::regclass::oid as catalog, attrelid as object, attnum as part,
            attname as name, attrelid as relation
          from pg_attribute where attnum > 0 and not attisdropped
          union all
          select 'pg_constraint'::regclass::oid, oid, 0, conname, conrelid from pg_constraint
        ) part
        where part.relation in (
            select objid from pg_event_trigger_ddl_commands()
            where classid = 'pg_class'::regclass)
          and not exists (select from towpath_replay.change c
            where c.catalog = part.catalog and c.object = part.object and c.part = part.part
              and c.name = part.name);
      end
      $note$;
      create function towpath_replay.note_drop() returns event_trigger
        language plpgsql security definer set search_path = pg_catalog as $note$
      begin
        insert into towpath_replay.change (command, catalog, object, part, name)
        select 'drop', classid, objid, objsubid, object_identity
        from pg_event_trigger_dropped_objects() where not is_temporary;
      end
      $note$;
      create event trigger towpath_replay_note on ddl_command_end
        execute function towpath_replay.note();
      create event trigger towpath_replay_note_drop on sql_drop
        execute function towpath_replay.note_drop();
      alter event trigger towpath_replay_note enable always;
      alter event trigger towpath_replay_note_drop enable always;
      """;

  /// To be called when a migration is committed.
  void mark(Migration migration) {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select coalesce(max(id), 0) from towpath_replay.change")) {
      row.next();
      marks.add(new Mark(migration, row.getLong(1)));
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be asked", e);
    }
  }

  private static final String CHANGES =
      "select id, command, catalog, object, part, name from towpath_replay.change order by id";

  /// All that was noted.
  Origins origins() throws SQLException {
    Origins origins = new Origins();
    int at = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(CHANGES)) {
      while (row.next()) {
        while (at < marks.size() && marks.get(at).last() < row.getLong(1)) {
          at++;
        }
        if (at < marks.size()) {
          origins.add(
              marks.get(at).migration(),
              row.getString(2),
              row.getLong(3),
              row.getLong(4),
              row.getInt(5),
              row.getString(6));
        }
      }
    }
    return origins;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
