package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.towpath.catalog.ddl.Ddl;
import dev.towpath.catalog.ddl.DdlScript;
import dev.towpath.postgres.DatabaseUrl;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Pairs of made-up schemas: the script between two of them makes the second out of the first, and
/// nothing differs then but what the script itself says it leaves out.
class MadeUpTest {
  private static final int EVERYDAY = 4;
  private static final int MANY = 40;

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
  void oneSchemaBecomesTheOther() throws SQLException {
    becomesTheNext(1, EVERYDAY);
  }

  @Test
  @Tag("slow")
  void manySchemasBecomeEachOther() throws SQLException {
    becomesTheNext(100, MANY);
  }

  /// Each schema is read once: it is the end of one pair and the beginning of the next.
  private static void becomesTheNext(int first, int pairs) throws SQLException {
    Snapshot before = made(first);
    for (int seed : IntStream.rangeClosed(first + 1, first + pairs).toArray()) {
      Snapshot after = made(seed);
      becomes("from " + (seed - 1) + " to " + seed, seed - 1, before, after);
      before = after;
    }
  }

  private static Snapshot made(int seed) throws SQLException {
    DatabaseUrl url = canal.empty("made_" + seed);
    Canal.run(url, MadeUpSchema.script(seed));
    return Canal.snapshot(url);
  }

  private static void becomes(String pair, int from, Snapshot before, Snapshot after)
      throws SQLException {
    DatabaseUrl url = canal.copy("made_" + from, "turned_" + from);
    DdlScript script = Ddl.between(before, after);
    assertThatCode(() -> Canal.run(url, script.text()))
        .as(pair + ":\n" + script.text())
        .doesNotThrowAnyException();
    assertThat(CatalogComparison.compare(Canal.read(url), after.catalog()))
        .as(pair + ":\n" + script.text())
        .allMatch(left -> script.gaps().stream().anyMatch(gap -> gap.object().equals(left.name())));
  }
}
