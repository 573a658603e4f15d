package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Migrations that no rehearsal can bring to a good end: none gets an all-clear, neither on the
/// screen nor for programs, and the migration behind it counts as not rehearsed.
@Tag("slow")
final class RehearseBadInputTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  private void project(String bad) throws IOException {
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(migrations.resolve("0001_barge.sql"), "create table barge (id int);\n");
    Files.writeString(migrations.resolve("0002_bad.sql"), bad + "\n");
    Files.writeString(migrations.resolve("0003_lock.sql"), "create table lock (id int);\n");
  }

  private static Stream<Arguments> bad() {
    String timedOut = "rehearsal-timed-out";
    String ended = "rehearsal-session-ended";
    return Stream.of(
        arguments("do 'begin loop perform 1; end loop; end'", timedOut, "--statement-limit"),
        arguments(
            "do 'begin loop begin perform pg_sleep(9); exception when query_canceled then end;"
                + " end loop; end'",
            timedOut,
            "--statement-limit"),
        arguments("select pg_terminate_backend(pg_backend_pid())", ended, "Take out what ends"),
        arguments("copy (select 1) to program 'kill -KILL $PPID'", ended, "Take out what ends"),
        arguments(
            "create extension canal_locks", "rehearsal-lacks-extension", "and the 1 behind it"),
        arguments(
            "create table a (id int) with quantum storage",
            "rehearsal-failed",
            "newer than PostgreSQL 18"),
        arguments(
            "set temp_file_limit = 64; select count(*) from"
                + " (select i from generate_series(1, 900000) i order by -i offset 1) a",
            "rehearsal-disk-full",
            "make room"),
        arguments("select 1 / 0", "rehearsal-failed", "Mend it and rehearse again"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void noAllClear(String bad, String rule, String words) throws IOException {
    project(bad + ";");
    TestCli.Outcome screen = rehearse();
    assertThat(screen.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(screen.out().replaceAll("\\s+", " "))
        .contains("error[" + rule + "]", words, "of 3 migrations rehearsed", "not rehearsed")
        .doesNotContain("\tat ", "Exception");
    JsonNode json = JSON.readTree(rehearse("--output", "json").out());
    assertThat(json.get("exit").asInt()).isEqualTo(Exit.REFUSED.code());
    assertThat(json.get("findings").get(0).get("rule").asString()).isEqualTo(rule);
    assertThat(json.get("findings").get(0).get("severity").asString()).isEqualTo("error");
    assertThat(json.get("rehearsed").asInt()).isLessThan(2);
    assertThat(json.get("migrations").get(1).get("fate").asString()).isNotEqualTo("done");
    assertThat(json.get("migrations").get(2).get("fate").asString()).isEqualTo("not-run");
  }

  @Test
  void theLimitOfAllEndsItToo() throws IOException {
    project("select pg_sleep(1000);");
    TestCli.Outcome screen = new TestCli(folder).run("rehearse", "--time-limit", "6s");
    assertThat(screen.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(screen.out()).contains("error[rehearsal-timed-out]: The rehearsal", "--time-limit");
  }

  /// The server is on its way down when the migration is through.
  @Test
  void aServerThatIsShutDownIsSaid() throws IOException {
    project(
        "copy (select 1) to program 'kill -INT $(head -1 postmaster.pid)'; select pg_sleep(9);");
    TestCli.Outcome screen = rehearse();
    assertThat(screen.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(screen.out()).contains("error[rehearsal-", "1 of 3 migrations rehearsed");
  }

  private TestCli.Outcome rehearse(String... words) {
    String[] line = new String[words.length + 3];
    line[0] = "rehearse";
    line[1] = "--statement-limit";
    line[2] = "2s";
    System.arraycopy(words, 0, line, 3, words.length);
    return new TestCli(folder).run(line);
  }
}
