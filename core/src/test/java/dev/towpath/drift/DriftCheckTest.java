package dev.towpath.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.Exit;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftCheckTest extends DriftCase {
  private static final Optional<String> TELL = Optional.of("cat >> told");

  @BeforeEach
  void boats() throws IOException {
    file("20260101000001_boats.sql", "create table boat (id int primary key, name text);");
    apply();
  }

  @Test
  void aChangeMadeByHandIsToldOnceWhenItAppearsAndOnceWhenItIsGone() throws Exception {
    assertThat(DriftReport.of(drift("canal", TELL)).summary()).isEqualTo("no drift");
    run("create index boat_name on boat (name)");
    Drift first = drift("canal", TELL);
    assertThat(DriftReport.of(first).exit()).isEqualTo(Exit.REFUSED);
    assertThat(DriftReport.of(first).summary()).isEqualTo("1 difference; told of 1");
    now = now.plus(Duration.ofHours(1));
    Drift second = drift("canal", TELL);
    assertThat(second.notified()).isZero();
    assertThat(second.findings())
        .singleElement()
        .extracting(Finding::why)
        .asString()
        .endsWith("Known since 2026-03-01T10:00:00Z.");
    run("drop index boat_name");
    now = now.plus(Duration.ofHours(1));
    assertThat(DriftReport.of(drift("canal", TELL)).exit()).isEqualTo(Exit.FINE);
    drift("canal", TELL);
    assertThat(told()).content().hasLineCount(2);
    assertThat(told())
        .content()
        .startsWith("{\"event\":\"drift appeared\",\"target\":\"canal\",\"at\":\"2026-03-01T10:00")
        .contains("\"object\":\"index boat_name of public.boat\",\"difference\":\"added\"")
        .contains("{\"event\":\"drift gone\",\"target\":\"canal\",\"at\":\"2026-03-01T12:00:00Z\"");
  }

  @Test
  void anotherChangeOfTheSameObjectIsToldAgain() throws Exception {
    run("alter table boat alter name set default 'a'");
    drift("canal", TELL);
    run("alter table boat alter name set default 'b'");
    assertThat(drift("canal", TELL).notified()).isEqualTo(2);
    assertThat(told()).content().hasLineCount(3);
  }

  @Test
  void aCommandThatFailsIsToldAndRunAgainNextTime() throws Exception {
    run("create table extra (id int)");
    Drift failed = drift("canal", Optional.of("cat > /dev/null; exit 3"));
    assertThat(failed.findings())
        .extracting(Finding::rule)
        .containsExactly("not-in-migrations", "drift-not-told");
    assertThat(failed.findings().getLast().why()).contains("it ended with 3");
    assertThat(drift("canal", TELL).notified()).isEqualTo(1);
    assertThat(told()).content().hasLineCount(1);
  }

  @Test
  void whatIsExpectedIsNeitherReportedNorTold() throws Exception {
    run("create index wanted_here on boat (name)");
    Drift drift = drift("canal", TELL);
    assertThat(drift.findings()).isEmpty();
    assertThat(DriftReport.of(drift).exit()).isEqualTo(Exit.FINE);
    assertThat(told()).doesNotExist();
  }

  @Test
  void aStateBelongsToOneTargetAndIsNotGuessed() throws IOException {
    drift("canal", TELL);
    assertRefused(() -> drift("staging", TELL), "It belongs to canal, not to staging.");
    Files.writeString(project.resolve("drift.state"), "{\"towpath\":\"drift 1\"\n");
    assertRefused(() -> drift("canal", TELL), "It says:");
    Files.writeString(project.resolve("drift.state"), "");
    assertRefused(() -> drift("canal", TELL), "It says:");
  }

  @Test
  void filesThatCannotBeReplayedAreNotTakenForNoDrift() throws IOException {
    file("20260101000001_boats.sql", "create table boat (id nothing);");
    Report report = DriftReport.of(drift("canal", TELL));
    assertThat(report.exit()).isEqualTo(Exit.UNCHANGED);
    assertThat(report.summary()).startsWith("not compared");
  }

  private static void assertRefused(Runnable run, String why) {
    assertThatThrownBy(run::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("drift-state");
              assertThat(e.problem().why()).startsWith(why);
            });
  }

  private Path told() {
    return project.resolve("told");
  }
}
