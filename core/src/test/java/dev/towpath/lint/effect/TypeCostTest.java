package dev.towpath.lint.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.effect.TypeChange.Cost;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every type is turned into every other on a real server, and what it cost is held against the
/// rule's own idea.
class TypeCostTest {
  private static final List<String> TYPES =
      List.of(
          "smallint",
          "integer",
          "bigint",
          "oid",
          "numeric",
          "numeric(10,2)",
          "numeric(12,2)",
          "numeric(12,3)",
          "real",
          "double precision",
          "text",
          "character varying",
          "character varying(10)",
          "character varying(20)",
          "character(5)",
          "character(10)",
          "timestamp without time zone",
          "timestamp(3) without time zone",
          "timestamp with time zone",
          "timestamp(3) with time zone",
          "date",
          "time without time zone",
          "time(3) without time zone",
          "bit(5)",
          "bit(8)",
          "bit varying",
          "bit varying(5)",
          "bit varying(8)",
          "cidr",
          "inet",
          "jsonb",
          "json",
          "xml",
          "uuid",
          "character varying(5)[]",
          "text[]");

  /// Types that no B-tree takes.
  private static final Set<String> UNSORTED = Set.of("json", "xml");

  @Test
  void asTheServerDoesIt() throws SQLException {
    compare(18);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17})
  void asEveryMajorDoesIt(int major) throws SQLException {
    compare(major);
  }

  private static void compare(int major) throws SQLException {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    try (ScratchServer server = ScratchServer.start(major, Platform.NONE);
        Connection session = server.superuserUrl().connect("towpath/types");
        Statement statement = session.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      for (String before : TYPES) {
        for (String after : TYPES) {
          Optional<Cost> seen = alter(statement, before, after);
          Cost said = TypeCost.of(TypeShape.of(before), TypeShape.of(after));
          tried += seen.isPresent() ? 1 : 0;
          if (seen.isPresent() && !agree(said, seen.get(), before, after)) {
            wrong.add("%s to %s: %s, but was %s".formatted(before, after, said, seen.get()));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried).isGreaterThan(TYPES.size());
  }

  /// In UTC a change between timestamps spares the rows; no index was there to be seen of some.
  private static boolean agree(Cost said, Cost seen, String before, String after) {
    Cost here = said == Cost.UTC ? Cost.INDEXES : said;
    boolean indexed = !UNSORTED.contains(before) && !UNSORTED.contains(after);
    return here == seen || (!indexed && here == Cost.INDEXES && seen == Cost.NONE);
  }

  /// What a server does; empty where it knows no such cast.
  private static Optional<Cost> alter(Statement statement, String before, String after)
      throws SQLException {
    statement.execute("drop table if exists cargo");
    statement.execute("create table cargo (hold %s)".formatted(before));
    statement.execute("insert into cargo values (null)");
    if (!UNSORTED.contains(before) && !UNSORTED.contains(after)) {
      statement.execute("create index cargo_hold on cargo (hold)");
    }
    String table = file(statement, "cargo");
    String index = file(statement, "cargo_hold");
    try {
      statement.execute("alter table cargo alter hold type %1$s using hold::%1$s".formatted(after));
    } catch (SQLException noSuchCast) {
      return Optional.empty();
    }
    boolean rewritten = !file(statement, "cargo").equals(table);
    boolean rebuilt = !file(statement, "cargo_hold").equals(index);
    return Optional.of(rewritten ? Cost.REWRITE : rebuilt ? Cost.INDEXES : Cost.NONE);
  }

  private static String file(Statement statement, String relation) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select coalesce(pg_relation_filenode(to_regclass('%s'))::text, '')"
                .formatted(relation))) {
      row.next();
      return row.getString(1);
    }
  }
}
