package dev.towpath.rollback.freeze;

import dev.towpath.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Tries to write to a frozen database, as everybody who may, and rolls back.
final class Attempts {
  /// A database with more roles that may write is tried as the first of them.
  private static final int MOST_ROLES = 200;

  private static final String WRITTEN = "TW001";
  private static final String DENIED = "42501";

  private final Connection session;
  private final List<ScopedTable> tables;
  private final boolean schemaGuarded;
  private final Set<String> roles = new LinkedHashSet<>();
  private final List<String> untried = new ArrayList<>();

  Attempts(Connection session, List<ScopedTable> tables, boolean schemaGuarded) {
    this.session = session;
    this.tables = tables;
    this.schemaGuarded = schemaGuarded;
  }

  /// A write that went through, as a sentence.
  static final class Written extends Exception {
    private static final long serialVersionUID = 1L;

    Written(String sentence) {
      super(sentence);
    }
  }

  Freeze.Proof all() throws SQLException, Written {
    asOwners();
    schema();
    for (Writer writer : writers(session, "where not r.rolsuper and r.rolname !~ '^pg_'")) {
      if (tried(session, Optional.of(writer.role()), writer.statement())) {
        roles.add(writer.role());
      } else {
        untried.add(writer.role());
      }
    }
    return new Freeze.Proof(tables.size(), List.copyOf(roles), List.copyOf(untried));
  }

  /// Tries in the session of an application, with its own login.
  void inSessionOf(Connection application) throws SQLException, Written {
    for (Writer writer : writers(application, "where r.rolname = current_user")) {
      if (tried(application, Optional.empty(), writer.statement())) {
        roles.add(writer.role() + " (own login)");
      }
    }
  }

  /// A statement that finds no row fires the guard all the same.
  private void asOwners() throws SQLException, Written {
    Map<String, List<String>> owned = new TreeMap<>();
    for (ScopedTable table : tables) {
      String actor = table.owned() ? table.owner() : "";
      owned.computeIfAbsent(actor, each -> new ArrayList<>()).add(table.name());
    }
    for (Map.Entry<String, List<String>> entry : owned.entrySet()) {
      eachTable(entry.getKey(), entry.getValue());
    }
  }

  /// Nobody says whether it is refused where no event trigger could be made.
  private void schema() throws SQLException, Written {
    if (schemaGuarded) {
      tried(session, Optional.empty(), "create schema \"00_towpath_attempt\"");
    }
  }

  private void eachTable(String owner, List<String> names) throws SQLException, Written {
    session.setAutoCommit(false);
    try (PreparedStatement list =
            session.prepareStatement("select set_config('towpath.attempt', ?, true)");
        Statement statement = session.createStatement()) {
      byte[] json = CanonicalJson.bytes(Map.of("tables", names));
      list.setString(1, new String(json, StandardCharsets.UTF_8));
      list.executeQuery().close();
      if (!owner.isEmpty() && becomes(statement, owner)) {
        roles.add(owner);
      }
      statement.execute(EACH_TABLE);
    } catch (SQLException failure) {
      if (WRITTEN.equals(failure.getSQLState())) {
        throw new Written(String.valueOf(failure.getMessage()).replaceFirst("(?s)\n.*", ""));
      }
      throw failure;
    } finally {
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  /// Who may not act as a table's owner tries as itself.
  private boolean becomes(Statement statement, String role) throws SQLException {
    statement.execute("savepoint before_role");
    try {
      statement.execute("set local role " + statement.enquoteIdentifier(role, true));
      return true;
    } catch (SQLException notAllowed) {
      statement.execute("rollback to savepoint before_role");
      return false;
    }
  }

  private static final String EACH_TABLE =
      """
      do $attempt$
      declare
        name text;
      begin
        for name in
          select json_array_elements_text(current_setting('towpath.attempt')::json -> 'tables')
        loop
          begin
            execute 'delete from ' || name || ' where false';
            raise sqlstate '%1$s' using message = format('A delete from %%s went through.', name);
          exception
            when sqlstate '%2$s' then null;
            when insufficient_privilege then null;
          end;
        end loop;
      end $attempt$
      """
          .formatted(WRITTEN, Guard.REFUSED);

  private record Writer(String role, String statement) {}

  /// A write for each role: one that it has the right to, so that the guard refuses it and not a
  /// missing right.
  private List<Writer> writers(Connection asked, String which) throws SQLException {
    List<Writer> writers = new ArrayList<>();
    try (PreparedStatement select =
        asked.prepareStatement(
            """
            select r.rolname, t.statement from pg_roles r cross join lateral (
              select case when has_table_privilege(r.oid, c.oid, 'delete')
                  then format('delete from %I.%I where false', n.nspname, c.relname)
                when has_table_privilege(r.oid, c.oid, 'insert')
                  then format('insert into %I.%I default values', n.nspname, c.relname)
                else format('update %I.%I set ', n.nspname, c.relname) || (
                  select quote_ident(a.attname) from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped limit 1)
                  || ' = default where false' end as statement
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.oid = any (?) and has_table_privilege(r.oid, c.oid, 'delete, insert, update')
                and has_schema_privilege(r.oid, c.relnamespace, 'usage')
              limit 1) t
            """
                + which
                + " order by not r.rolcanlogin, r.rolname limit "
                + MOST_ROLES)) {
      Object[] oids = tables.stream().map(ScopedTable::oid).toArray();
      select.setArray(1, asked.createArrayOf("oid", oids));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          writers.add(new Writer(row.getString(1), row.getString(2)));
        }
      }
    }
    return writers;
  }

  /// Whether the write was tried, and then refused by the guard.
  private static boolean tried(Connection asked, Optional<String> role, String write)
      throws SQLException, Written {
    asked.setAutoCommit(false);
    try (Statement statement = asked.createStatement()) {
      if (role.isPresent()) {
        statement.execute("set local role " + statement.enquoteIdentifier(role.get(), true));
      }
      statement.execute("set transaction read write");
      statement.execute(write);
    } catch (SQLException failure) {
      if (Guard.REFUSED.equals(failure.getSQLState())) {
        return true;
      }
      if (DENIED.equals(failure.getSQLState())) {
        return false;
      }
      throw failure;
    } finally {
      asked.rollback();
      asked.setAutoCommit(true);
    }
    throw new Written(role.orElse("The application") + " could run: " + write);
  }
}
