package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.rehearsal.size.LikeExercise;
import dev.towpath.rehearsal.size.SizeReader;
import dev.towpath.rehearsal.size.TargetSizes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Estimates for a table in partitions: every row counts once, on whichever version.
class LikePartitionsTest {
  private static final double FIRST = 60_000;
  private static final double SECOND = 30_000;
  private static final String SCHEMA =
      """
      create table trips (id int, berth int, made_in int) partition by range (made_in);
      create table trips_1 partition of trips for values from (2000) to (2010);
      create table trips_2 partition of trips for values from (2010) to (2020);
      create index trips_id on trips (id);
      """;
  private static final String FILL =
      """
      insert into trips select g, g, case when g <= 60000 then 2005 else 2015 end
        from generate_series(1, 90000) g;
      analyze trips;
      """;

  @Test
  void everyRowCountsOnce() throws SQLException {
    check(18);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {15, 16, 17})
  void alsoOnOlderServers(int major) throws SQLException {
    check(major);
  }

  private static void check(int major) throws SQLException {
    TargetSizes sizes;
    try (ScratchServer server = ScratchServer.start(major, Platform.NONE)) {
      DatabaseUrl url = server.createDatabase("large");
      try (Connection connection = url.connect("towpath/test");
          Statement statement = connection.createStatement()) {
        statement.execute(SCHEMA + FILL);
      }
      sizes = sizes(url);
    }
    RehearsalResult result =
        new Rehearsing()
            .major(major)
            .before(SCHEMA)
            .pending("alter table trips alter berth type bigint;")
            .pending("alter table trips alter made_in set not null;")
            .pending("create index trips_berth on trips (berth);")
            .pending("update trips set berth = 7;")
            .exercise(new LikeExercise(sizes))
            .rehearse();
    List<Map<String, Double>> rows = rows(result);
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0)).isEqualTo(Map.of("rewrite", FIRST + SECOND, "index", FIRST + SECOND));
    assertThat(rows.get(1)).isEqualTo(Map.of("scan", FIRST + SECOND));
    assertThat(rows.get(2)).isEqualTo(Map.of("scan", FIRST + SECOND, "index", FIRST + SECOND));
    assertThat(rows.get(3)).containsEntry("update", FIRST + SECOND);
  }

  /// How many rows each statement does each kind of work with.
  private static List<Map<String, Double>> rows(RehearsalResult result) {
    Exercised exercised = result.exercises().getFirst().exercised();
    assertThat(exercised.verdict())
        .as(result.findings().toString())
        .isEqualTo(Exercised.Verdict.PASSED);
    return maps(exercised.data().get("estimates")).stream()
        .map(
            each -> {
              Map<String, Double> rows = new HashMap<>();
              maps(each.get("efforts"))
                  .forEach(
                      effort ->
                          rows.merge(
                              String.valueOf(effort.get("work")),
                              (Double) Objects.requireNonNull(effort.get("rows")),
                              Double::sum));
              assertThat(each.get("complete")).as(each.toString()).isEqualTo(true);
              return rows;
            })
        .toList();
  }

  private static List<Map<?, ?>> maps(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list))
        .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
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
      return SizeReader.read(open, Set.of("trips", "trips_1", "trips_2"));
    }
  }
}
