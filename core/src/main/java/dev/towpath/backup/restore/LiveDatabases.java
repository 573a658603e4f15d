package dev.towpath.backup.restore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Databases of a server that is in use, as a restore makes, names and drops them.
final class LiveDatabases {
  /// What the session is called that holds a database that is being made.
  static final String HOLDER = "towpath/restoring";

  private static final String HALF = "towpath_restoring_";

  private LiveDatabases() {}

  static boolean exists(Connection connection, String name) throws SQLException {
    return !texts(connection, "select 1 from pg_database where datname = ?", name).isEmpty();
  }

  /// Drops what restores have left that died.
  static void sweep(Connection connection) throws SQLException {
    for (String name :
        texts(
            connection,
            """
            select d.datname from pg_database d
            where starts_with(d.datname, ?)
              and not exists (
                select from pg_stat_activity a
                where a.datname = d.datname and a.application_name = 'towpath/restoring')
            """,
            HALF)) {
      drop(connection, name);
    }
  }

  static void drop(Connection connection, String name) throws SQLException {
    say(connection, "drop database if exists " + quoted(connection, name) + " with (force)");
  }

  static void rename(Connection connection, String from, String to) throws SQLException {
    say(
        connection,
        "alter database " + quoted(connection, from) + " rename to " + quoted(connection, to));
  }

  /// Makes an empty database with the encoding and the language of another one.
  ///
  /// @return its name, which says that it isn't finished
  static String makeLike(Connection connection, String other) throws SQLException {
    String name = HALF + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    String rest =
        texts(
                connection,
                """
                select format(' encoding %L lc_collate %L lc_ctype %L',
                    pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
                  || case to_jsonb(d) ->> 'datlocprovider'
                    when 'i' then format(' locale_provider icu icu_locale %L',
                      coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'))
                    when 'b' then format(' locale_provider builtin builtin_locale %L',
                      to_jsonb(d) ->> 'datlocale')
                    when 'c' then ' locale_provider libc'
                    else '' end
                from pg_database d where d.datname = ?
                """,
                other)
            .getFirst();
    say(connection, "create database " + quoted(connection, name) + " template template0" + rest);
    return name;
  }

  /// Gives a database the owner, the limit, the settings and the rights of another one: a dump of
  /// a database's content doesn't hold them.
  static void likeInRights(Connection connection, String from, String to) throws SQLException {
    List<String> statements =
        texts(
            connection,
            """
            with d as (select * from pg_database where datname = ?),
            t as (select %s as name)
            select format('alter database %%s owner to %%I', t.name, pg_get_userbyid(d.datdba))
              from d, t
            union all
            select format('alter database %%s connection limit %%s', t.name, d.datconnlimit)
              from d, t
            union all
            select format('revoke all on database %%s from public', t.name)
              from d, t where d.datacl is not null
            union all
            select format('grant %%s on database %%s to %%s%%s', a.privilege_type, t.name,
                case a.grantee when 0 then 'public'
                  else quote_ident(pg_get_userbyid(a.grantee)) end,
                case when a.is_grantable then ' with grant option' else '' end)
              from d, t, aclexplode(d.datacl) a
            union all
            select format('alter %%s %%s set %%I to %%s',
                case s.setrole when 0 then 'database'
                  else 'role ' || quote_ident(pg_get_userbyid(s.setrole)) || ' in database' end,
                t.name, split_part(c, '=', 1),
                case when split_part(c, '=', 1) in ('search_path', 'temp_tablespaces',
                    'session_preload_libraries', 'local_preload_libraries')
                  then substr(c, strpos(c, '=') + 1)
                  else quote_literal(substr(c, strpos(c, '=') + 1)) end)
              from d, t, pg_db_role_setting s, unnest(s.setconfig) c
              where s.setdatabase = d.oid
            """
                .formatted(literal(connection, quoted(connection, to))),
            from);
    for (String statement : statements) {
      try {
        say(connection, statement);
      } catch (SQLException e) {
        throw new SQLException(e.getMessage() + " for: " + statement, e.getSQLState(), e);
      }
    }
  }

  static String quoted(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.enquoteIdentifier(name, true);
    }
  }

  private static String literal(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.enquoteLiteral(text);
    }
  }

  static void say(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(Connection connection, String query, String value)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, value);
      List<String> texts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
      return texts;
    }
  }
}
