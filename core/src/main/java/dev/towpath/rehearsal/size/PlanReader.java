package dev.towpath.rehearsal.size;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.rehearsal.ObservedMigration;
import dev.towpath.rehearsal.ObservedStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Asks a sized copy for the plans of the statements that read and change rows. None is run.
final class PlanReader {
  private static final int LIMIT_MILLIS = 30_000;

  private static final String NODES =
      """
      with recursive node(plan, rows, place) as (
        select ?::jsonb -> 0 -> 'Plan', null::float8, array[0::bigint]
        union all
        select child.plan, null, node.place || child.place
        from node, jsonb_array_elements(node.plan -> 'Plans')
          with ordinality child(plan, place))
      select plan ->> 'Node Type', coalesce(plan ->> 'Operation', ''),
        coalesce(quote_ident(plan ->> 'Schema') || '.'
          || quote_ident(plan ->> 'Relation Name'), ''),
        coalesce(case when plan ->> 'Node Type' = 'ModifyTable'
          then (select sum((child ->> 'Plan Rows')::float8)
            from jsonb_array_elements(plan -> 'Plans') child
            where child ->> 'Parent Relationship' in ('Outer', 'Member'))
          else (plan ->> 'Plan Rows')::float8 end, 0),
        (plan ->> 'Total Cost')::float8
      from node order by place
      """;

  private final Connection connection;
  private final Map<ObservedStatement, Planned> planned = new HashMap<>();

  private PlanReader(Connection connection) {
    this.connection = connection;
  }

  /// A plan, or why there is none.
  sealed interface Planned {}

  record Known(Plan plan) implements Planned {}

  record Unknown(String why) implements Planned {}

  /// The statements that have a plan.
  ///
  /// @param owner the URL of the role that runs the migrations, in the sized copy
  static Map<ObservedStatement, Planned> read(DatabaseUrl owner, List<ObservedMigration> migrations)
      throws SQLException {
    Map<ObservedStatement, Planned> all = new HashMap<>();
    for (ObservedMigration migration : migrations) {
      if (migration.statements().stream().anyMatch(PlanReader::plans)) {
        try (Connection connection = owner.connect("towpath/plans")) {
          PlanReader reader = new PlanReader(connection);
          reader.all(migration);
          all.putAll(reader.planned);
        }
      }
    }
    return all;
  }

  static boolean plans(ObservedStatement statement) {
    return switch (word(statement)) {
      case "insert", "update", "delete", "merge", "with", "select" -> true;
      default -> false;
    };
  }

  private static String word(ObservedStatement statement) {
    return statement.statement().sql().strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
  }

  private void all(ObservedMigration migration) throws SQLException {
    connection.setAutoCommit(false);
    execute("set local statement_timeout = " + LIMIT_MILLIS);
    for (ObservedStatement each : migration.statements()) {
      if (plans(each)) {
        planned.put(each, plan(each.statement().sql()));
      } else if (word(each).equals("set")) {
        set(each.statement().sql());
      }
    }
    connection.rollback();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void set(String sql) throws SQLException {
    Savepoint here = connection.setSavepoint();
    try {
      execute(sql);
    } catch (SQLException refused) {
      // SET TRANSACTION comes too late here; no plan depends on it.
      connection.rollback(here);
    }
  }

  private Planned plan(String sql) throws SQLException {
    Savepoint here = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery("explain (verbose, format json) " + sql)) {
        row.next();
        return new Known(nodes(row.getString(1)));
      }
    } catch (SQLException refused) {
      connection.rollback(here);
      String message = refused.getMessage();
      return new Unknown(message == null ? "" : message.lines().findFirst().orElse(""));
    }
  }

  private Plan nodes(String json) throws SQLException {
    List<Plan.Node> nodes = new ArrayList<>();
    double cost = 0;
    try (PreparedStatement select = connection.prepareStatement(NODES)) {
      select.setString(1, json);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          cost = Math.max(cost, row.getDouble(5));
          nodes.add(
              new Plan.Node(
                  row.getString(1), row.getString(2), row.getString(3), row.getDouble(4)));
        }
      }
    }
    return new Plan(cost, nodes);
  }
}
