package dev.towpath.rehearsal;

import dev.towpath.lint.locks.LockMode;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.sql.Parse;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Watches the locks of a statement that runs outside a transaction, from two other sessions: one
/// holds the tables that the statement names until it is seen to wait for the first, so that
/// even the shortest statement shows what it asks for; the other looks on until it is through.
final class AloneWatch implements AutoCloseable {
  /// The statement need not touch what it names: then nobody waits any longer than this.
  private static final Duration HOLD_LIMIT = Duration.ofSeconds(1);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Connection looking;
  private final Connection holding;
  private final int pid;
  private final Map<Long, LockMode> seen = new HashMap<>();
  private final Map<Long, Relations.Relation> met = new HashMap<>();
  private final Thread thread;
  private volatile boolean over;
  private boolean holds;

  private AloneWatch(Connection looking, Connection holding, int pid) {
    this.looking = looking;
    this.holding = holding;
    this.pid = pid;
    this.thread = Thread.ofPlatform().name("towpath-alone-watch").unstarted(this::watch);
  }

  static AloneWatch start(DatabaseUrl superuser, String sql, int pid) throws SQLException {
    Connection looking = Bystander.connect(superuser, "towpath/look", HOLD_LIMIT);
    try {
      Connection holding = Bystander.connect(superuser, "towpath/hold", HOLD_LIMIT);
      return started(new AloneWatch(looking, holding, pid), sql);
    } catch (SQLException | RuntimeException e) {
      looking.close();
      throw e;
    }
  }

  private static AloneWatch started(AloneWatch watch, String sql) throws SQLException {
    try {
      watch.hold(named(sql));
      watch.thread.start();
      return watch;
    } catch (SQLException | RuntimeException e) {
      watch.holding.close();
      throw e;
    }
  }

  /// The names in a statement that may be those of tables and indexes, as SQL writes them.
  private static List<String> named(String sql) {
    return switch (SqlParser.parse(sql)) {
      case Parse.Failure failure -> List.of();
      case Parse.Tree(Node.DropStmt drop) ->
          drop.objects().stream().map(AloneWatch::words).map(AloneWatch::quoted).toList();
      case Parse.Tree(Node node) ->
          Nodes.find(node, Node.RangeVar.class).stream()
              .map(
                  table ->
                      quoted(
                          Stream.of(table.schemaname(), table.relname())
                              .filter(part -> !part.isEmpty())
                              .toList()))
              .toList();
    };
  }

  private static List<String> words(Node object) {
    return object instanceof Node.String word
        ? List.of(word.sval())
        : object.children().stream().flatMap(child -> words(child).stream()).toList();
  }

  private static String quoted(List<String> name) {
    List<String> parts = new ArrayList<>();
    name.forEach(part -> parts.add('"' + part.replace("\"", "\"\"") + '"'));
    return String.join(".", parts);
  }

  private static final String TABLES =
      """
      select distinct t.oid::regclass::text
      from unnest(?::text[]) as named(name)
      join pg_class c on c.oid = to_regclass(named.name)
      left join pg_index i on i.indexrelid = c.oid
      join pg_class t on t.oid = coalesce(i.indrelid, c.oid)
      where t.relkind in ('r', 'p') and t.oid >= 16384
      """;

  /// In a mode that lets readers pass, as VACUUM is one before it asks for what it needs.
  private void hold(List<String> names) throws SQLException {
    List<String> tables = new ArrayList<>();
    Array asked = looking.createArrayOf("text", names.toArray());
    try (PreparedStatement select = looking.prepareStatement(TABLES)) {
      select.setArray(1, asked);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
    }
    if (!tables.isEmpty()) {
      try (Statement lock = holding.createStatement()) {
        lock.execute("begin");
        lock.execute("lock table " + String.join(", ", tables) + " in exclusive mode");
        holds = true;
      }
    }
  }

  private void watch() {
    long end = System.nanoTime() + HOLD_LIMIT.toNanos();
    try {
      while (!over) {
        boolean waits = look();
        if (holds && (waits || System.nanoTime() > end)) {
          letGo();
        }
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (SQLException | InterruptedException gone) {
      // Nothing more is seen; what was seen counts.
    }
  }

  private void letGo() throws SQLException {
    holds = false;
    try (Statement end = holding.createStatement()) {
      end.execute("rollback");
    }
  }

  private static final String LOCKS =
      """
      select l.relation::bigint, coalesce(quote_ident(n.nspname), ''),
        coalesce(quote_ident(c.relname), ''), coalesce(c.relkind::text, ''),
        coalesce(i.indrelid, 0)::bigint, coalesce(c.relfilenode, 0)::bigint, l.mode, l.granted
      from pg_locks l
      left join pg_class c on c.oid = l.relation
      left join pg_namespace n on n.oid = c.relnamespace
      left join pg_index i on i.indexrelid = l.relation
      where l.pid = ? and l.locktype = 'relation' and l.relation >= 16384
        and coalesce(n.nspname, '') not in ('pg_toast', 'towpath', 'towpath_rehearsal')
      """;

  /// Notes all locks that are held or asked for, and says whether one is waited for.
  private boolean look() throws SQLException {
    boolean waits = false;
    try (PreparedStatement select = looking.prepareStatement(LOCKS)) {
      select.setInt(1, pid);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          waits |= !row.getBoolean(8);
          note(row);
        }
      }
    }
    return waits;
  }

  private void note(ResultSet row) throws SQLException {
    long oid = row.getLong(1);
    if (!row.getString(7).equals(Answer.PREDICATE)) {
      LockMode mode = LockMode.ofServer(row.getString(7));
      seen.merge(oid, mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
    if (!row.getString(3).isEmpty()) {
      met.putIfAbsent(
          oid,
          new Relations.Relation(
              oid,
              row.getString(2) + "." + row.getString(3),
              row.getString(4),
              row.getLong(5),
              row.getLong(6)));
    }
  }

  /// The strongest lock on each relation; to be read once this is closed.
  Map<Long, LockMode> seen() {
    return seen;
  }

  /// The relations as they were when first met.
  Map<Long, Relations.Relation> met() {
    return met;
  }

  /// Ends the watch; when it returns nothing is held any more.
  @Override
  public void close() throws SQLException {
    over = true;
    try {
      thread.join(END_LIMIT);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    holding.close();
    looking.close();
  }
}
