package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.towpath.catalog.ddl.Ddl;
import dev.towpath.catalog.ddl.DdlScript;
import dev.towpath.catalog.ddl.Gap;
import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A script turns a database into what it was written for: nothing differs afterwards but its gaps.
class DdlTest {
  /// What can't be undone or done by any statement.
  private static final Set<String> WITH_GAPS =
      Set.of(
          "alter table canal.lock alter volume drop expression",
          "alter table canal.barge no inherit canal.boat",
          "alter type canal.state add value 'half' before 'shut'",
          "update pg_index set indisvalid = false where indexrelid = 'canal.boat_name'::regclass");

  private static final int AT_ONCE = 12;

  private static Canal canal;

  @BeforeAll
  static void start() throws SQLException {
    canal = new Canal(18);
  }

  @AfterAll
  static void stop() {
    canal.close();
  }

  @Test
  void makesEverythingFromNothingAndNothingFromEverything() throws SQLException {
    Snapshot everything = Canal.snapshot(canal.everything("full"));
    DatabaseUrl url = canal.empty("from_nothing");
    Snapshot nothing = Canal.snapshot(url);
    DdlScript there = Ddl.between(nothing, everything);
    Canal.run(url, there.text());
    Snapshot made = Canal.snapshot(url);
    assertThat(CatalogComparison.compare(made.catalog(), everything.catalog())).isEmpty();
    assertThat(there.gaps())
        .extracting(gap -> gap.object().title())
        .containsExactlyInAnyOrder(
            "server canal_server", "user mapping canal_reader of canal_server");
    DdlScript back = Ddl.between(made, nothing);
    Canal.run(url, back.text());
    assertThat(CatalogComparison.compare(Canal.read(url), nothing.catalog())).isEmpty();
    assertThat(back.gaps()).isEmpty();
  }

  /// The mirror is read after some changes at a time, forth and back: reading takes longest.
  @Test
  void makesEachPlantedChangeAndTakesItBack() throws SQLException {
    DatabaseUrl mirror = canal.everything("mirror");
    List<Snapshot> states = states(canal.everything("planted"));
    List<List<String>> changes = PlantedChanges.all();
    for (int from = 0; from < changes.size(); ) {
      String first = changes.get(from).getFirst();
      if (WITH_GAPS.contains(first)) {
        assertThat(gapsOfEither(states.get(from), states.get(from + 1))).as(first).isNotEmpty();
        Canal.run(mirror, first);
        from++;
        continue;
      }
      int to = from;
      while (to < changes.size()
          && to < from + AT_ONCE
          && !WITH_GAPS.contains(changes.get(to).getFirst())) {
        run(mirror, states.get(to), states.get(++to));
      }
      isLike(mirror, states.get(to));
      for (int back = to; back > from; back--) {
        run(mirror, states.get(back), states.get(back - 1));
      }
      isLike(mirror, states.get(from));
      run(mirror, states.get(from), states.get(to));
      from = to;
    }
    isLike(mirror, states.getLast());
  }

  private static List<Snapshot> states(DatabaseUrl url) throws SQLException {
    List<Snapshot> states = new ArrayList<>();
    try (Connection connection = url.connect("towpath/test")) {
      CatalogReader reader = new CatalogReader(Scope.plain(), Canal.LIMIT).withNeeds();
      states.add(reader.read(connection));
      for (List<String> change : PlantedChanges.all()) {
        Canal.run(url, change.getFirst());
        states.add(reader.read(connection));
      }
    }
    return states;
  }

  private static List<Gap> gapsOfEither(Snapshot one, Snapshot other) {
    List<Gap> gaps = new ArrayList<>(Ddl.between(one, other).gaps());
    gaps.addAll(Ddl.between(other, one).gaps());
    return gaps;
  }

  private static void run(DatabaseUrl url, Snapshot from, Snapshot to) {
    DdlScript script = Ddl.between(from, to);
    assertThat(script.gaps()).isEmpty();
    assertThatCode(() -> Canal.run(url, script.text()))
        .as(script.text())
        .doesNotThrowAnyException();
  }

  private static void isLike(DatabaseUrl url, Snapshot expected) throws SQLException {
    assertThat(CatalogComparison.compare(Canal.read(url), expected.catalog())).isEmpty();
  }
}
