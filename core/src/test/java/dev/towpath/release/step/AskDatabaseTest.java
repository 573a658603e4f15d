package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps that ask the environment's database, and count lines, on a real server.
class AskDatabaseTest {
  private static final int MAJOR = 18;
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final ScratchServer SERVER = ScratchServer.start(MAJOR, Platform.NONE);

  @TempDir Path folder;
  private DatabaseUrl url;
  private StepTrial trial;

  @BeforeEach
  void create() throws IOException, SQLException {
    url = SERVER.createDatabase("asked" + DATABASES.incrementAndGet());
    trial = new StepTrial(folder);
    trial.clock = InstantSource.system();
    trial.target =
        () ->
            new Target(
                    "asked",
                    new Target.Scratch(url),
                    Optional.empty(),
                    Duration.ofSeconds(4),
                    Optional.empty(),
                    MAJOR,
                    Platform.NONE)
                .open();
    execute("create table orders (total int)");
  }

  @Test
  void aValueOfSqlIsCompared() throws Exception {
    assertThat(probe("sql: { query: select count(*) from orders, expect: '0' }"))
        .isEqualTo("it answers 0");
    execute("insert into orders values (1), (2)");
    assertThat(probe("sql: { query: select count(*) from orders, expect: '0' }"))
        .isEqualTo("it answers 2 instead of 0");
    assertThat(probe("sql: { query: select count(*) from orders, least: 1, most: 2 }"))
        .isEqualTo("it answers 2");
    assertThat(probe("sql: { query: select count(*) from orders, least: 3 }"))
        .isEqualTo("it answers 2 instead of at least 3");
    assertThat(probe("sql: { query: select count(*) from orders, most: 1 }"))
        .isEqualTo("it answers 2 instead of at most 1");
  }

  @Test
  void noValueIsNotWell() throws Exception {
    assertThat(probe("sql: { query: select 1 where false, most: 1 }"))
        .isEqualTo("it answers no value");
    assertThat(probe("sql: { query: select null::int, most: 1 }")).isEqualTo("it answers no value");
    assertThat(probe("sql: { query: \"select 'NaN'::float8\", most: 1 }"))
        .isEqualTo("it answers NaN instead of at most 1");
    assertThat(probe("sql: { query: \"select 'many'\", most: 1 }"))
        .isEqualTo("it answers many, which is no number");
    assertThat(probe("sql: { query: select nothing, most: 1 }")).contains("does not exist");
  }

  @Test
  void aProbeChangesNothingAndEndsInTime() throws Exception {
    assertThat(probe("sql: { query: insert into orders values (1) returning 1, expect: '1' }"))
        .contains("read-only transaction");
    assertThat(probe("sql: { query: select pg_sleep(60), least: 0 }, limit: 200ms"))
        .contains("statement timeout");
  }

  @Test
  void linesThatMatchAreCounted() throws Exception {
    Files.write(folder.resolve("app.log"), new byte[] {'E', 'R', 'R', (byte) 0xff, '\n'});
    Files.writeString(folder.resolve("app.log"), "error: b\nfine\n", StandardOpenOption.APPEND);
    assertThat(probe("log: { file: app.log, pattern: '(?i)err', most: 1 }"))
        .isEqualTo("2 lines match instead of at most 1");
    assertThat(probe("log: { file: app.log, pattern: fine, least: 1, most: 1 }"))
        .isEqualTo("1 lines match");
    assertThat(probe("log: { file: none.log, pattern: x, most: 0 }"))
        .startsWith("the file can't be read");
    assertThat(probe("log: { command: cat app.log, pattern: '^fine$', most: 0 }"))
        .isEqualTo("1 lines match instead of at most 0");
    assertThat(probe("log: { command: exit 3, pattern: x, most: 0 }")).isEqualTo("ended with 3");
    assertThat(probe("log: { command: seq 60000, pattern: x, most: 0 }"))
        .isEqualTo("it prints more than 50000 lines");
  }

  @Test
  void trafficThatIsLowLongEnoughLetsTheReleaseGoOn() throws Exception {
    execute("insert into orders values (9)");
    Step step =
        trial.step(
            "wait: { sql: select max(total) from orders, below: 5, for: 1s, at-most: 9999h }");
    StepContext context = trial.context(1);
    CompletableFuture<StepResult> result =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return step.run(context);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    while (trial.said.size() < 3 && !result.isDone()) {
      Thread.sleep(20);
    }
    execute("update orders set total = 4");
    StepResult.Done done = (StepResult.Done) result.get(60, TimeUnit.SECONDS);
    List<?> samples = (List<?>) Objects.requireNonNull(done.evidence().get("samples"));
    assertThat(samples.getFirst().toString()).contains("value=9");
    assertThat(samples.getLast().toString()).contains("value=4");
    assertThat(samples.stream().filter(each -> each.toString().contains("value=4")).count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void trafficThatIsNeverKnownToBeLowStopsTheRelease() throws Exception {
    trial.clock = () -> StepTrial.NOW.plus(Duration.ofHours(3));
    for (String sql : List.of("select null::int", "select 'a'", "select nothing", "select 5")) {
      StepResult result =
          trial.step("wait: { sql: \"" + sql + "\", below: 5 }").run(trial.context(1));
      assertThat(result).isInstanceOf(StepResult.Stopped.class);
      assertThat(((StepResult.Stopped) result).problem().code()).isEqualTo("wait-in-vain");
    }
  }

  private String probe(String keys) throws IOException, InterruptedException {
    StepResult result = trial.step("probe: { " + keys + " }").run(trial.context(1));
    Object probes =
        switch (result) {
          case StepResult.Done(var evidence) -> evidence.get("probes");
          case StepResult.Stopped(_, var evidence) -> evidence.get("probes");
          case StepResult.Waiting _, StepResult.GoBack _ -> throw new AssertionError(result);
        };
    Map<?, ?> first = (Map<?, ?>) ((List<?>) Objects.requireNonNull(probes)).getFirst();
    return String.valueOf(first.get("answered"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
