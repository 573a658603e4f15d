package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.digest.Sha256;
import dev.towpath.release.journal.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The note of a release, as the step writes it.
class WriteNotesTest {
  private static final Path NOTE = Path.of("docs/releases/2026-11-21-orders.md");

  @TempDir Path folder;
  private StepTrial trial;

  @BeforeEach
  void tell() throws IOException {
    trial = new StepTrial(folder);
    trial.variables.put("ON_CALL", "grace");
    Files.writeString(folder.resolve("changes.md"), "Orders can be | shared.\n");
    trial.deploys = List.of("web");
    event(RunEvent.Kind.TAKEN, "linus", 0, Map.of("driver", "x"));
    event(RunEvent.Kind.APPROVED, "barbara", 0, Map.of("role", "engineering", "digest", "d2"));
    event(RunEvent.Kind.APPROVED, "mallory", 0, Map.of("role", "qa", "digest", "old"));
  }

  @Test
  void theNoteHasEveryFieldThatAReleaseIsAskedFor() throws Exception {
    StepResult result = run("notes: { on-call: '${ON_CALL}', changes: changes.md }");
    assertThat(((StepResult.Done) result).evidence())
        .containsEntry("files", List.of(NOTE.toString()))
        .containsEntry("sha256", Sha256.of(folder.resolve(NOTE)));
    assertThat(folder.resolve(NOTE))
        .content()
        .contains("# Release 2026-11-21-orders")
        .contains("| Date | 2026-11-21 20:00 UTC |")
        .contains("| Commit | c0ffee1234567890c0ffee1234567890c0ffee12 |")
        .contains("| Release manager | linus |")
        .contains("| On call | grace |")
        .contains("| Class | standard |")
        .contains("| Outcome | released |")
        .contains("## User-facing changes\n\nOrders can be | shared.")
        .contains("## Regulatory impact\n\nThe class is standard;")
        .contains("## Migrations applied\n\nThese were planned; the step that applies them was")
        .contains("| 20261121000000 | add \\| orders | abc |")
        .contains("## Rollback plan")
        .contains("| 1 | deploys web | rolls it back |  |")
        .contains(
            "| engineering | barbara | approval | 2026-11-21 20:00 UTC | a claim, not signed |")
        .doesNotContain("mallory");
  }

  @Test
  void theSameReleaseWritesTheSameFile() throws Exception {
    run("notes: docs/releases");
    String first = Files.readString(folder.resolve(NOTE));
    run("notes: docs/releases");
    assertThat(folder.resolve(NOTE)).hasContent(first);
    try (Stream<Path> files = Files.list(folder.resolve("docs/releases"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aChecklistKeepsItsFinalState() throws Exception {
    trial.deploys = List.of();
    trial.checklist = true;
    event(RunEvent.Kind.TICKED, "ada", 1, Map.of("item", 1, "proof", "run 481"));
    run("notes: docs/releases");
    assertThat(folder.resolve(NOTE))
        .content()
        .contains("- [x] Lint is green (ada, 2026-11-21 20:00 UTC): run 481")
        .contains("- [ ] Support knows");
  }

  @Test
  void aReleaseThatWentBackIsEnteredOnceInTheLog() throws Exception {
    event(RunEvent.Kind.GOING_BACK, "linus", 0, Map.of("why", "logins\nfail"));
    Step step = trial.step("notes: { rollback-log: docs/log.md }");
    step.run(trial.context(4));
    Path log = folder.resolve("docs/log.md");
    assertThat(log)
        .content()
        .startsWith("# Rollback log\n\n## 2026-11-21-orders\n")
        .contains("- Why: logins fail\n", "- By: itself\n");
    Files.writeString(log, Files.readString(log) + "\nA person wrote this.\n");
    step.run(trial.context(4));
    assertThat(Files.readString(log).split("## 2026-11-21-orders", -1)).hasSize(2);
    assertThat(log).content().contains("A person wrote this.");
    assertThat(folder.resolve(NOTE))
        .content()
        .contains("| Outcome | rolled back |")
        .contains("- 2026-11-21 20:00 UTC: going back, by linus: logins fail");
  }

  @Test
  void theLogNamesThePersonWhoSaidThatItGoesBackAndNotTheDriver() throws Exception {
    Map<String, @Nullable Object> said = Map.of("why", "bea decided to roll back", "person", "bea");
    event(RunEvent.Kind.GOING_BACK, "linus", 0, said);
    run("notes: { rollback-log: docs/log.md }");
    assertThat(folder.resolve("docs/log.md")).content().contains("- By: bea\n");
  }

  @Test
  void whatTouchedRegulatedObjectsAndWentBackIsAnIncident() throws Exception {
    trial.regulated = List.of("audit_log", "signature");
    event(
        RunEvent.Kind.GOING_BACK,
        "linus",
        0,
        Map.of(
            "why",
            "logins fail",
            "seen",
            "errors > 2%: 2 samples from 20:01:00Z to 20:02:00Z, all 4%",
            "samples",
            Map.of("file", "kept/rollback-when.jsonl", "sha256", "ab12"),
            "charts",
            List.of(Map.of("file", "kept/errors.svg", "sha256", "cd34"))));
    Step step = trial.step("notes: { incidents: docs/incidents, post-mortems: docs/pm }");
    step.run(trial.context(4));
    Path incident = folder.resolve("docs/incidents/2026-11-21-orders.md");
    Path postMortem = folder.resolve("docs/pm/2026-11-21-orders.md");
    assertThat(incident).doesNotExist();
    event(RunEvent.Kind.ENDED, "linus", 0, Map.of("standing", "ROLLED_BACK"));
    step.run(trial.context(4));
    assertThat(incident)
        .content()
        .startsWith("# Data-integrity incident: 2026-11-21-orders went back\n")
        .contains("| Turned back by | itself |", "| Why | logins fail |")
        .contains("| Digest of the plan | d2 |")
        .contains("- Regulated words: audit_log, signature")
        .contains("- errors > 2%: 2 samples from 20:01:00Z to 20:02:00Z, all 4%\n")
        .contains("- samples: `kept/rollback-when.jsonl`, SHA-256 ab12\n")
        .contains("- chart: `kept/errors.svg`, SHA-256 cd34\n")
        .contains("## Contain", "## Assess which rows", "## Preserve the evidence", "## Correct")
        .contains("## Tell", "## Close", "towpath freeze -e production");
    assertThat(postMortem)
        .content()
        .contains("# Post-mortem: 2026-11-21-orders")
        .contains("| 2026-11-21 20:00:00 | linus | going back (logins fail: errors > 2%: ")
        .contains("- The way back took: 0 min 0 s");
    assertThat(folder.resolve("docs/runbooks/rollback-log.md"))
        .content()
        .contains("- Data-integrity incident: docs/incidents/2026-11-21-orders.md")
        .contains("- Post-mortem: docs/pm/2026-11-21-orders.md");
    Files.writeString(incident, "A person wrote this.\n");
    Files.writeString(postMortem, "And this.\n");
    step.run(trial.context(4));
    assertThat(incident).hasContent("A person wrote this.");
    assertThat(postMortem).hasContent("And this.");
  }

  @Test
  void whatTouchedNothingRegulatedIsNoIncident() throws Exception {
    event(RunEvent.Kind.GOING_BACK, "linus", 0, Map.of("why", "logins fail"));
    event(RunEvent.Kind.ENDED, "linus", 0, Map.of("standing", "ROLLED_BACK"));
    run("notes: docs/releases");
    assertThat(folder.resolve("docs/quality")).doesNotExist();
    assertThat(folder.resolve("docs/post-mortems/2026-11-21-orders.md")).exists();
  }

  @Test
  void theFileOfChangesHasALineForEachOutcome() throws Exception {
    Path changes = folder.resolve("CHANGELOG.md");
    String head = "# Changes\n\n## Deployments\n\n";
    Files.writeString(changes, head + "- 2026-11-01: older\n");
    run("notes: { changelog: CHANGELOG.md }");
    run("notes: { changelog: CHANGELOG.md }");
    String line =
        "- 2026-11-21: [2026-11-21-orders](docs/releases/2026-11-21-orders.md) on production,"
            + " 1 migration, ";
    assertThat(changes).hasContent(head + line + "released\n- 2026-11-01: older\n");
    event(RunEvent.Kind.GOING_BACK, "linus", 0, Map.of("why", "logins fail"));
    run("notes: { changelog: CHANGELOG.md }");
    assertThat(changes)
        .hasContent(head + line + "rolled back\n" + line + "released\n- 2026-11-01: older\n");
    Files.writeString(changes, "# Changes\n");
    run("notes: { changelog: CHANGELOG.md }");
    assertThat(changes).hasContent("# Changes\n\n## Deployments\n\n" + line + "rolled back\n");
  }

  @Test
  void whatCannotBeReadOrWrittenIsSaid() throws Exception {
    assertThat(trial.step("notes: { changes: none.md }").files())
        .containsExactly(Path.of("none.md"));
    assertThat(trial.problem("notes: { changes: none.md }", 4).code())
        .isEqualTo("note-part-unreadable");
    Files.writeString(folder.resolve("docs"), "a file");
    assertThat(trial.problem("notes: docs/releases", 4).code()).isEqualTo("note-not-written");
  }

  private StepResult run(String step) throws IOException, InterruptedException {
    return trial.step(step).run(trial.context(4));
  }

  private void event(RunEvent.Kind kind, String by, int step, Map<String, @Nullable Object> body) {
    trial.events.add(new RunEvent(StepTrial.NOW, by, kind, step, body));
  }
}
