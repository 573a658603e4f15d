package dev.towpath.rehearsal.size;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Measures how fast this machine does each kind of work, on a generated table of a scratch server.
/// The table's rows are some 110 bytes wide, and wholly in memory.
final class PaceMeter {
  private static final int ROWS = 200_000;
  private static final int RUNS = 3;

  private static final String TABLE =
      """
      create schema towpath_pace;
      create table towpath_pace.sample as
        select g as id, g % 100 as n, md5(g::text) as a, md5((g + 1)::text) as b
        from generate_series(1, 200000) g;
      create table towpath_pace.copy (like towpath_pace.sample)
      """;

  private final Connection connection;

  PaceMeter(Connection connection) {
    this.connection = connection;
  }

  Map<Work, Pace> measure(Set<Work> kinds) throws SQLException {
    Map<Work, Pace> paces = new EnumMap<>(Work.class);
    if (kinds.isEmpty()) {
      return paces;
    }
    execute(TABLE);
    double bytes = size("towpath_pace.sample");
    for (Work work : Work.values()) {
      if (kinds.contains(work)) {
        paces.put(work, new Pace(work, runs(work, bytes)));
      }
    }
    return paces;
  }

  private List<Pace.Run> runs(Work work, double bytes) throws SQLException {
    List<Pace.Run> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      execute(before(work));
      long from = System.nanoTime();
      execute(statement(work, i));
      double seconds = (System.nanoTime() - from) / 1e9;
      runs.add(new Pace.Run(ROWS, bytes(work, bytes), seconds));
    }
    execute(before(work));
    return runs;
  }

  private double bytes(Work work, double bytes) throws SQLException {
    return switch (work) {
      case SCAN, REWRITE -> bytes;
      case INDEX -> size("towpath_pace.sample_a");
      case INSERT, UPDATE, DELETE -> 0;
    };
  }

  /// Makes what the last run did undone.
  private static String before(Work work) {
    return switch (work) {
      case SCAN -> "alter table towpath_pace.sample drop constraint if exists positive";
      case REWRITE -> "select";
      case INDEX -> "drop index if exists towpath_pace.sample_a";
      case INSERT, UPDATE, DELETE ->
          """
          truncate towpath_pace.copy;
          create index if not exists copy_id on towpath_pace.copy (id);
          create index if not exists copy_n on towpath_pace.copy (n)
          """
              + (work == Work.INSERT
                  ? ""
                  : "; insert into towpath_pace.copy select * from towpath_pace.sample");
    };
  }

  private static String statement(Work work, int run) {
    return switch (work) {
      case SCAN -> "alter table towpath_pace.sample add constraint positive check (n >= 0)";
      case REWRITE ->
          "alter table towpath_pace.sample alter column n type "
              + (run % 2 == 0 ? "bigint" : "integer");
      case INDEX -> "create index sample_a on towpath_pace.sample (a)";
      case INSERT -> "insert into towpath_pace.copy select * from towpath_pace.sample";
      case UPDATE -> "update towpath_pace.copy set n = n + 1";
      case DELETE -> "delete from towpath_pace.copy";
    };
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private double size(String relation) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_relation_size('" + relation + "'::regclass)")) {
      row.next();
      return row.getDouble(1);
    }
  }
}
