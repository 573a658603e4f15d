package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
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
    assertThat(result).isEqualTo(new StepResult.Done(Map.of("files", List.of(NOTE.toString()))));
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
        .contains("| 1 | deploys web | rolls it back |")
        .contains("| engineering | barbara | 2026-11-21 20:00 UTC | d2 |")
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
    event(
        RunEvent.Kind.STEP_DONE,
        "ada",
        1,
        Map.of(
            "evidence",
            Map.of(
                "items",
                List.of(
                    Map.of(
                        "item",
                        "Lint is green",
                        "by",
                        "ada",
                        "at",
                        "2026-11-21T19:00:00Z",
                        "proof",
                        "run 481")))));
    run("notes: docs/releases");
    assertThat(folder.resolve(NOTE))
        .content()
        .contains("- [x] Lint is green (ada, 2026-11-21 19:00 UTC): run 481");
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
        .contains("- Why: logins fail\n");
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
  void whatCannotBeReadOrWrittenIsSaid() throws Exception {
    assertThat(trial.step("notes: { changes: none.md }").files())
        .containsExactly(Path.of("none.md"));
    assertThatThrownBy(() -> run("notes: { changes: none.md }"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("note-part-unreadable"));
    Files.writeString(folder.resolve("docs"), "a file");
    assertThatThrownBy(() -> run("notes: docs/releases"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("note-not-written"));
  }

  private StepResult run(String step) throws IOException, InterruptedException {
    return trial.step(step).run(trial.context(4));
  }

  private void event(RunEvent.Kind kind, String by, int step, Map<String, @Nullable Object> body) {
    trial.events.add(new RunEvent(StepTrial.NOW, by, kind, step, body));
  }

  private static String code(Throwable e) {
    return ((ProblemException) e).problem().code();
  }
}
