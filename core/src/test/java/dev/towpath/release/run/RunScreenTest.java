package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.PlannedRelease;
import dev.towpath.release.journal.RunEvent.Kind;
import dev.towpath.release.journal.RunEvents;
import dev.towpath.report.Ink;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A release on a terminal, and as lines elsewhere.
class RunScreenTest {
  private static final Ink PLAIN = new Ink(false, 120);
  private static final Instant LATER = PlannedRelease.DUE.plusSeconds(4000);

  private final RunEvents events =
      new RunEvents("check", "migrate", "decide", "notes")
          .then(Kind.TAKEN, 0)
          .done(1)
          .then(Kind.STEP_BEGAN, 2);

  @Test
  void eachStepHasItsStateItsTimeAndWhatItToldLast() {
    List<String> lines = lines(Map.of(2, "4,000 rows of orders"), PLAIN);
    assertThat(lines.getFirst())
        .isEqualTo("2026-11-21-orders on production: release running, 1 of 4 steps done");
    assertThat(lines.get(1)).matches("  1 done +0:01 +check");
    assertThat(lines.get(2)).matches("  2 running +1:06:36 +migrate +4,000 rows of orders");
    assertThat(lines.get(3)).matches("  3 +decide");
  }

  @Test
  void aStepThatWaitsSaysForWhatAndWhatToSay() {
    events.then(Kind.STEP_DONE, 2).then(Kind.STEP_BEGAN, 3);
    events.then(Kind.STEP_WAITS, 3, "what", "a decision: all clear");
    assertThat(lines(Map.of(), PLAIN))
        .anySatisfy(line -> assertThat(line).contains("waits", "for a decision: all clear"))
        .last()
        .isEqualTo("next: towpath release decide 2026-11-21-orders go|roll-back");
  }

  @Test
  void whatDoesNotFitBehindAStepStandsBelowIt() {
    String told = "812 s left, error-rate 0.41% ▁▁▂▁▃▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁, probe journey well ▁▁▁▁▁▁▁";
    List<String> lines = lines(Map.of(2, told), new Ink(false, 60));
    assertThat(lines.get(2)).endsWith("migrate");
    assertThat(lines.get(3)).startsWith("        812 s left, error-rate 0.41% ▁▁▂▁▃");
    assertThat(String.join(" ", lines.subList(3, 5)).replaceAll(" +", " ").strip()).isEqualTo(told);
    assertThat(lines.get(5)).matches("  3 +decide");
  }

  @Test
  void aReleaseThatGoesBackSaysWhyAndNobodyIsAskedForTheStepThatItLeft() {
    events.then(Kind.STEP_DONE, 2).then(Kind.STEP_BEGAN, 3);
    events.then(Kind.STEP_WAITS, 3, "what", "a decision: all clear");
    events.then(Kind.GOING_BACK, 0, "why", "rollback-when: p95 > 2s", "seen", "p95 > 2s: 3s");
    assertThat(lines(Map.of(), PLAIN))
        .contains("went back: rollback-when: p95 > 2s; p95 > 2s: 3s")
        .anySatisfy(line -> assertThat(line).matches("  3 ended +decide"))
        .noneSatisfy(line -> assertThat(line).startsWith("next:"));
    assertThat(RunReport.of("release status", events.state()).blocks().toString())
        .contains("rollback-when: p95 > 2s; by itself", "p95 > 2s: 3s", "ended");
  }

  @Test
  void noLineIsAsWideAsTheScreen() {
    for (int width : List.of(10, 17, 20, 40, 79)) {
      assertThat(lines(Map.of(2, "x".repeat(300)), new Ink(false, width)))
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(width));
    }
  }

  @Test
  void colourIsTheOnlyDifference() {
    String plain = String.join("\n", lines(Map.of(), PLAIN));
    String coloured = String.join("\n", lines(Map.of(), new Ink(true, 120)));
    assertThat(coloured).contains("\u001b[").isNotEqualTo(plain);
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    assertThat(plain).doesNotContain("\u001b");
  }

  @Test
  void whatAStepTellsCantMoveTheCursor() {
    assertThat(String.join("\n", lines(Map.of(2, "a\u001b[2Jb\rc"), PLAIN)))
        .doesNotContain("\u001b", "\r");
  }

  @Test
  void aLongRunbookIsShownAroundItsStepAtWork() {
    String[] kinds = Collections.nCopies(40, "check").toArray(String[]::new);
    RunEvents many = new RunEvents(kinds).then(Kind.TAKEN, 0);
    for (int step = 1; step < 30; step++) {
      many.done(step);
    }
    List<String> lines = RunScreen.lines(many.state(), Map.of(), LATER, PLAIN);
    assertThat(lines).hasSize(RunScreen.MOST_STEPS + 2);
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith(" 30 "));
    assertThat(lines.getLast()).isEqualTo("    and 26 more");
  }

  @Test
  void anEventIsALine() {
    events.by("bert", Kind.PAUSED, 0, "reason", "locks\npile up");
    assertThat(events.state().events())
        .extracting(event -> RunLog.line(events.state().release(), event))
        .endsWith("22:00:04Z [2/4] migrate: began (ann)", "22:00:05Z paused, locks pile up (bert)");
  }

  private List<String> lines(Map<Integer, String> said, Ink ink) {
    return RunScreen.lines(events.state(), said, LATER, ink);
  }
}
