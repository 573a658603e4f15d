package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.rehearsal.rows.RowMaker;
import dev.towpath.rehearsal.size.LikeExercise;
import dev.towpath.rehearsal.size.SizeReader;
import dev.towpath.rehearsal.size.TableSize;
import dev.towpath.rehearsal.size.TargetSizes;
import dev.towpath.report.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Estimates for a database with a table of a million rows, which really is there.
class LikeTest {
  private static final int ROWS = 1_000_000;
  private static final String SCHEMA =
      "create table boats (id int primary key, state text, berth int, note text);"
          + " create index boats_state on boats (state);"
          + " create table ports (id int primary key);";

  private static ScratchServer server;
  private static DatabaseUrl url;
  private static TargetSizes sizes;

  @BeforeAll
  static void fill() throws SQLException {
    server = ScratchServer.start(18, Platform.NONE);
    url = server.createDatabase("large");
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          SCHEMA
              + " insert into boats select g, case when g % 100 = 0 then 'sunk' else 'afloat' end,"
              + " g, null from generate_series(1, "
              + ROWS
              + ") g");
      statement.execute("analyze boats");
      statement.execute(
          "create role reader login password 'oars'; grant select (id) on boats to reader");
    }
    sizes = sizes(url);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void plansAsOnTheLargeTable() throws SQLException {
    String sql = "update boats set note = 'x' where state = 'sunk'";
    Map<?, ?> estimate = estimates(rehearsed(sql + ";")).getFirst();
    List<String> large = plan(sql);
    String kind = large.get(1).replaceAll(".*->  (\\w+ (?:Heap )?Scan).*", "$1");
    assertThat(kind).isIn("Index Scan", "Bitmap Heap Scan");
    assertThat(estimate.get("plan")).asString().contains(kind + " public.boats");
    assertThat(rows(estimate, "update")).isBetween(rows(large) * 0.95, rows(large) * 1.05);
    assertThat(estimate.get("complete")).isEqualTo(true);
  }

  @Test
  void estimatesARewriteWithItsIndexesAndSaysHow() {
    RehearsalResult result = rehearsed("alter table boats alter column berth type bigint;");
    Map<?, ?> estimate = estimates(result).getFirst();
    assertThat(rows(estimate, "rewrite")).isEqualTo(ROWS);
    assertThat(efforts(estimate))
        .extracting(each -> String.valueOf(each.get("work")))
        .containsExactlyInAnyOrder("rewrite", "index", "index");
    Finding held = finding(result, "lock-held-long");
    assertThat(held.message())
        .startsWith("On large public.boats is locked for ")
        .endsWith("SELECT, INSERT, UPDATE wait meanwhile.");
    assertThat(held.why()).contains("Line 1: public.boats: 1000000 rows, ", "MB written anew");
    assertThat((Double) estimate.get("secondsLow")).isPositive();
    assertThat((Double) estimate.get("secondsHigh"))
        .isGreaterThan((Double) estimate.get("secondsLow"));
    assertThat((List<?>) data(result).get("paces")).hasSize(2);
  }

  @Test
  void theLockIsHeldUntilTheTransactionEnds() {
    RehearsalResult result =
        rehearsed("alter table boats add column paid bool; update boats set paid = false;");
    Map<?, ?> lock = maps(data(result).get("locks")).getFirst();
    Map<?, ?> update = estimates(result).getFirst();
    assertThat(update.get("line")).isEqualTo(1);
    assertThat(rows(update, "update")).isEqualTo(ROWS);
    assertThat(lock.get("secondsHigh")).isEqualTo(update.get("secondsHigh"));
  }

  @Test
  void aNewIndexIsEstimatedAndALockOfAMomentIsNone() {
    RehearsalResult result = rehearsed("create index boats_berth on boats (berth);");
    assertThat(efforts(estimates(result).getFirst()))
        .extracting(each -> String.valueOf(each.get("work")))
        .containsExactlyInAnyOrder("scan", "index");
    RehearsalResult quick = rehearsed("alter table boats add column paid bool default false;");
    assertThat(estimates(quick)).isEmpty();
    assertThat(quick.findings()).extracting(Finding::rule).doesNotContain("lock-held-long");
  }

  @Test
  void whatIsNotKnownIsSaid() {
    RehearsalResult result =
        rehearsed(
            "create table logs (id int);",
            "do $$ begin update boats set note = 'y'; end $$; alter table logs add check (id >"
                + " 0);");
    assertThat(estimates(result)).hasSize(2);
    assertThat(estimates(result)).allMatch(each -> Boolean.FALSE.equals(each.get("complete")));
    assertThat(estimates(result).toString())
        .contains("What it changes in public.boats is not planned.", "public.logs is not there.");
  }

  @Test
  void aRoleThatMayNotReadSeesSizesAllTheSame() throws SQLException {
    TargetSizes seen = sizes(url.withUser("reader", "oars"));
    assertThat(table(seen, "public.boats").rows()).isEqualTo(ROWS);
    assertThat(seen.unseen())
        .containsExactly("The role may not see the column statistics of public.boats.");
  }

  @Test
  void generatedRowsAndSizesGoTogether() throws SQLException {
    assertThat(RowMaker.words(List.of("Alter TABLE Boats"))).contains("boats");
    assertThat(table(sizes, "public.boats").indexes()).hasSize(2);
    assertThat(table(sizes, "public.ports").rows()).isZero();
  }

  private static RehearsalResult rehearsed(String pending) {
    return rehearsed("select", pending);
  }

  private static RehearsalResult rehearsed(String more, String pending) {
    return new Rehearsing()
        .before(SCHEMA + more)
        .pending(pending)
        .exercise(new LikeExercise(sizes))
        .rehearse();
  }

  private static TargetSizes sizes(DatabaseUrl url) throws SQLException {
    Target target =
        new Target(
            "large",
            new Target.Scratch(url),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            0,
            Platform.NONE);
    try (OpenTarget open = target.open()) {
      return SizeReader.read(open, Set.of("boats"));
    }
  }

  private static Map<String, ?> data(RehearsalResult result) {
    assertThat(result.exercises().getFirst().exercised().verdict())
        .as(result.findings().toString())
        .isEqualTo(Exercised.Verdict.PASSED);
    return result.exercises().getFirst().exercised().data();
  }

  private static List<Map<?, ?>> estimates(RehearsalResult result) {
    return maps(data(result).get("estimates"));
  }

  private static List<Map<?, ?>> efforts(Map<?, ?> estimate) {
    return maps(estimate.get("efforts"));
  }

  private static List<Map<?, ?>> maps(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list))
        .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
  }

  private static TableSize table(TargetSizes sizes, String name) {
    return Objects.requireNonNull(sizes.tables().get(name));
  }

  private static double rows(Map<?, ?> estimate, String work) {
    return efforts(estimate).stream()
        .filter(each -> work.equals(each.get("work")))
        .mapToDouble(each -> (Double) each.get("rows"))
        .sum();
  }

  private static Finding finding(RehearsalResult result, String rule) {
    return result.findings().stream()
        .filter(each -> each.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> plan(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("explain " + sql)) {
      while (row.next()) {
        lines.add(row.getString(1));
      }
    }
    return lines;
  }

  /// What the second line estimates.
  private static double rows(List<String> plan) {
    return Double.parseDouble(plan.get(1).replaceAll(".*rows=(\\d+).*", "$1"));
  }
}
