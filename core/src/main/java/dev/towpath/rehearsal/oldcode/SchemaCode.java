package dev.towpath.rehearsal.oldcode;

import dev.towpath.rehearsal.oldcode.OldStatement.Kind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The code that a schema holds itself: its views, and the bodies of its functions.
final class SchemaCode {
  private final Connection connection;

  SchemaCode(Connection connection) {
    this.connection = connection;
  }

  List<OldStatement> read() throws SQLException {
    List<OldStatement> all = new ArrayList<>(views());
    all.addAll(functions());
    return all;
  }

  private static final String VIEWS =
      """
      select c.oid, format('%I.%I', n.nspname, c.relname), pg_get_viewdef(c.oid)
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm')
        and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
        and not exists (select from pg_depend as d
          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by 2
      """;

  private List<OldStatement> views() throws SQLException {
    List<OldStatement> views = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(VIEWS);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        views.add(
            new OldStatement(
                Kind.VIEW,
                "view " + row.getString(2),
                Optional.empty(),
                "select * from " + row.getString(2) + " limit 0",
                row.getLong(1),
                row.getString(3)));
      }
    }
    return views;
  }

  private static final String FUNCTIONS =
      """
      select f.oid, format('%I.%I', n.nspname, f.proname), l.lanname, f.prosrc,
        case when l.lanname = 'sql' then pg_get_functiondef(f.oid) end,
        coalesce(f.proargnames, '{}'),
        array(select format_type(a.t, null) from unnest(
            coalesce(f.proallargtypes, f.proargtypes::oid[])) with ordinality as a (t, i)
          order by a.i),
        coalesce((select format('%I.%I', tn.nspname, c.relname)
          from pg_trigger as t join pg_class as c on c.oid = t.tgrelid
            join pg_namespace as tn on tn.oid = c.relnamespace
          where t.tgfoid = f.oid and not t.tgisinternal order by c.oid limit 1), '')
      from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
        join pg_language as l on l.oid = f.prolang
      where l.lanname in ('sql', 'plpgsql') and f.prokind in ('f', 'p') and f.prosrc <> ''
        and n.nspname not in ('pg_catalog', 'information_schema')
        and not exists (select from pg_depend as d
          where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'e')
      order by 2, 1
      """;

  private List<OldStatement> functions() throws SQLException {
    List<OldStatement> statements = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(FUNCTIONS);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String name = "function " + row.getString(2);
        String body = row.getString(4);
        if (row.getString(3).equals("sql")) {
          statements.add(of(Kind.DEFINITION, name, row.getString(5), row.getLong(1), body));
        } else {
          ProceduralBody code = new ProceduralBody(body, arguments(row), row.getString(8));
          for (String sql : code.statements()) {
            statements.add(of(Kind.BODY, name, sql, row.getLong(1), body));
          }
        }
      }
    }
    return statements;
  }

  private static OldStatement of(Kind kind, String name, String sql, long oid, String body) {
    return new OldStatement(kind, name, Optional.empty(), sql, oid, body);
  }

  private static Map<String, String> arguments(ResultSet row) throws SQLException {
    List<String> names = texts(row.getArray(6));
    List<String> types = texts(row.getArray(7));
    Map<String, String> arguments = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(names.size(), types.size()); i++) {
      if (!names.get(i).isEmpty()) {
        arguments.put(names.get(i).toLowerCase(Locale.ROOT), types.get(i));
      }
    }
    return arguments;
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
