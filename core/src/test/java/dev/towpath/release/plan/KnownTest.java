package dev.towpath.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.Beside;
import dev.towpath.release.ClassRule;
import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunEvent.Kind;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import dev.towpath.release.step.StepKinds;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the releases before say to those who approve the next one.
class KnownTest {
  private static final Instant BEGAN = PlannedRelease.DUE;

  @TempDir Path folder;

  @Test
  void aRunbookThatWasNotReadSinceItsLastReleaseIsRemarked() throws IOException {
    List<RunState> last = List.of(ran("last", false));
    assertThat(remarks("reviewed: 2026-11-20", last, BEGAN))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.rule()).isEqualTo("runbook-not-reviewed");
              assertThat(remark.severity()).isEqualTo(Severity.WARNING);
              assertThat(remark.message())
                  .isEqualTo(
                      "The runbook was last read as a whole on 2026-11-20, before the release last"
                          + " on 2026-11-21.");
            });
    assertThat(remarks("reviewed: 2026-11-21", last, BEGAN)).isEmpty();
    assertThat(remarks("reviewed: 2026-11-20", List.of(), BEGAN)).isEmpty();
    assertThat(remarks("reviewed: 2026-11-20", List.of(planned("next")), BEGAN)).isEmpty();
  }

  @Test
  void aRunbookWithoutADayIsRemarkedAtOnce() throws IOException {
    assertThat(remarks("", List.of(), BEGAN))
        .extracting(Beside.Remark::message)
        .containsExactly("Nobody says when the runbook was last read as a whole.");
  }

  @Test
  void theNextEmergencyHearsWhatIsOwedForTheLast() throws IOException {
    List<RunState> owing = List.of(ran("hotfix", true));
    Instant next = BEGAN.plus(Duration.ofHours(40));
    Instant late = BEGAN.plus(Duration.ofHours(49));
    assertThat(emergency(owing, next))
        .containsExactly(
            new Beside.Remark(
                "retrospective-open",
                Severity.WARNING,
                "The retrospective of hotfix is open: it is due 2026-11-23T22:00:00Z."));
    assertThat(emergency(owing, late))
        .containsExactly(
            new Beside.Remark(
                "retrospective-open",
                Severity.ERROR,
                "The retrospective of hotfix is OVERDUE: it was due 2026-11-23T22:00:00Z."));
    assertThat(remarks("reviewed: 2026-11-21", owing, late)).isEmpty();
  }

  @Test
  void whatWasLookedAtIsNotOwed() throws IOException {
    RunState done = with(ran("hotfix", true), Kind.RETROSPECTIVE, 0);
    assertThat(emergency(List.of(done), BEGAN.plus(Duration.ofHours(49)))).isEmpty();
    RunState never = planned("hotfix");
    assertThat(emergency(List.of(never), BEGAN.plus(Duration.ofHours(49)))).isEmpty();
  }

  @Test
  void theWayBackHasAPrice() throws IOException {
    RunState undone = with(with(ran("last", false), Kind.UNDO_BEGAN, 2), Kind.UNDO_DONE, 2);
    Release release = release("next", false);
    Beside beside =
        new Known(release, runbook("reviewed: 2026-11-21"), List.of(undone), BEGAN).beside();
    assertThat(beside.prices())
        .containsExactly(
            new Beside.Price(2, Optional.of(Duration.ofSeconds(1)), "what is written meanwhile"),
            new Beside.Price(3, Optional.empty(), "nobody said"),
            new Beside.Price(4, Optional.empty(), "nobody said"));
  }

  @Test
  void whoIsNotAskedAndABackupThatNobodyMakesAreRemarked() throws IOException {
    Release of = PlannedRelease.of("check", "migrate");
    String loses = PendingMigrations.SINCE_THE_BACKUP;
    assertThat(rules(of, loses)).containsExactly("approval-not-awaited", "way-back-without-backup");
    assertThat(rules(of, "nothing")).containsExactly("approval-not-awaited");
    assertThat(rules(PlannedRelease.of("approve", "backup", "migrate"), loses)).isEmpty();
    assertThat(rules(PlannedRelease.of("approve", "migrate", "backup"), loses))
        .containsExactly("way-back-without-backup");
    assertThat(rules(PlannedRelease.of("approve", "check"), loses)).isEmpty();
  }

  private List<String> rules(Release of, String loses) throws IOException {
    Release release = release(of, "next", false, loses);
    return new Known(release, runbook("reviewed: 2026-11-21"), List.of(), BEGAN)
        .beside().remarks().stream().map(Beside.Remark::rule).toList();
  }

  @Test
  void theStepsOfTheRunbooksOwnWayBackAreNamedWithTheirPrice() throws IOException {
    Release release = release("next", false);
    Runbook runbook = runbook("reviewed: 2026-11-21\nroll-back:\n- freeze:\n- undo:");
    RunState before =
        RunState.of(
            release("last", false).beside(new Known(release, runbook, List.of(), BEGAN).beside()),
            List.of(event(Kind.STEP_BEGAN, 5, 1), event(Kind.STEP_DONE, 5, 8)));
    Beside beside = new Known(release, runbook, List.of(before), BEGAN).beside();
    assertThat(beside.rollBack()).extracting(Beside.BackStep::number).containsExactly(5, 6);
    assertThat(beside.price(5))
        .contains(new Beside.Price(5, Optional.of(Duration.ofSeconds(7)), ""));
    assertThat(beside.price(6))
        .contains(new Beside.Price(6, Optional.empty(), "what is written meanwhile"));
    assertThat(release.beside(beside).stepName(5)).isEqualTo("freezes the database");
  }

  private List<Beside.Remark> emergency(List<RunState> others, Instant now) throws IOException {
    return new Known(release("next", true), runbook("reviewed: 2026-11-21"), others, now)
        .beside()
        .remarks();
  }

  private List<Beside.Remark> remarks(String reviewed, List<RunState> others, Instant now)
      throws IOException {
    return new Known(release("next", false), runbook(reviewed), others, now).beside().remarks();
  }

  private Runbook runbook(String beside) throws IOException {
    String steps = "steps:\n- approve:\n- migrate:\n- run: { command: up, undo: down }\n- check:\n";
    Files.writeString(folder.resolve("runbook.yaml"), "runbook: Orders\n" + beside + "\n" + steps);
    RunbookReading reading = new RunbookFile(folder, StepKinds.installed()).read("runbook.yaml");
    return ((RunbookReading.Good) reading).runbook();
  }

  private static Release release(String id, boolean emergency) {
    Release of = PlannedRelease.of("approve", "migrate", "run", "check");
    return release(of, id, emergency, "what is written meanwhile");
  }

  private static Release release(Release of, String id, boolean emergency, String loses) {
    ClassRule rule =
        new ClassRule(
            List.of("on-call"),
            false,
            emergency ? Optional.of(Duration.ofDays(2)) : Optional.empty(),
            false,
            false);
    Release.Migrations migrations = new Release.Migrations("d", "0", List.of(), List.of(), loses);
    return new Release(
        new ReleaseId(id),
        of.project(),
        of.environment(),
        of.runbook(),
        of.name(),
        of.releaseClass(),
        rule,
        of.by(),
        of.planned(),
        of.due(),
        of.commit(),
        migrations,
        of.steps().stream().map(KnownTest::undoable).toList(),
        of.rollbackWhen(),
        of.bound(),
        of.digest(),
        of.beside());
  }

  private static Release.PlannedStep undoable(Release.PlannedStep step) {
    Optional<String> way = Optional.of(step.number() == 1 ? "-" : "undoes it");
    return new Release.PlannedStep(
        step.number(), step.kind(), step.name(), step.does(), step.owner(), step.at(), way);
  }

  private static RunState planned(String id) {
    return RunState.of(release(id, true), List.of(event(Kind.PLANNED, 0, 0)));
  }

  private static RunState ran(String id, boolean emergency) {
    return RunState.of(
        release(id, emergency), List.of(event(Kind.PLANNED, 0, 0), event(Kind.TAKEN, 0, 0)));
  }

  private static RunState with(RunState run, Kind kind, int step) {
    RunEvent next = event(kind, step, run.events().size());
    return RunState.of(
        run.release(), Stream.concat(run.events().stream(), Stream.of(next)).toList());
  }

  private static RunEvent event(Kind kind, int step, int seconds) {
    return new RunEvent(BEGAN.plusSeconds(seconds), "ann", kind, step, Map.of());
  }
}
