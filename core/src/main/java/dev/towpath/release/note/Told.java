package dev.towpath.release.note;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a release's journal tells those who look back at it.
record Told(RunState run, RunEvent goingBack) {
  /// Why it went back.
  String why() {
    return goingBack.text("why") + goingBack.text("reason");
  }

  /// What stands in the ledger beside the reason: the samples that led to it, in words, and the
  /// files that hold them all.
  List<String> samples() {
    List<String> samples = new ArrayList<>();
    if (!goingBack.text("seen").isEmpty()) {
      samples.add(goingBack.text("seen"));
    }
    file(goingBack.body().get("samples")).ifPresent(each -> samples.add("samples: " + each));
    if (goingBack.body().get("charts") instanceof List<?> charts) {
      charts.forEach(chart -> file(chart).ifPresent(each -> samples.add("chart: " + each)));
    }
    return samples;
  }

  private static Optional<String> file(@Nullable Object kept) {
    return kept instanceof Map<?, ?> file
        ? Optional.of("`" + file.get("file") + "`, SHA-256 " + file.get("sha256"))
        : Optional.empty();
  }

  /// Who has driven it, each once.
  String drivers() {
    return String.join(
        ", ",
        run.events().stream()
            .filter(event -> event.kind() == RunEvent.Kind.TAKEN)
            .map(RunEvent::by)
            .distinct()
            .toList());
  }

  /// The backups that it made.
  List<String> backups() {
    return run.release().steps().stream()
        .filter(step -> step.kind().equals("backup"))
        .map(step -> run.step(step.number()).told().get("evidence"))
        .filter(Map.class::isInstance)
        .map(evidence -> String.valueOf(((Map<?, ?>) evidence).get("backup")))
        .toList();
  }

  /// When it had gone back whole.
  Optional<RunEvent> end() {
    return run.last(RunEvent.Kind.ENDED);
  }

  /// What happened, in its order, in the words of the journal.
  void timeline(Markdown page) {
    page.head(List.of("when", "who", "what"));
    for (RunEvent event : run.events()) {
      page.row(List.of(Markdown.second(event.at()), event.by(), words(event)));
    }
    page.end();
  }

  private String words(RunEvent event) {
    String word = event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String what = event.step() == 0 ? word : word + ": " + name(event.step());
    String reason = ReleaseNote.reason(event);
    return reason.isEmpty() ? what : what + " (" + reason + ")";
  }

  private String name(int step) {
    return run.release().stepName(step);
  }

  /// Where each step stands.
  void steps(Markdown page) {
    page.head(List.of("", "step", "state"));
    for (StepState state : run.steps().values()) {
      String phase = state.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      page.row(List.of("" + state.number(), name(state.number()), phase));
    }
    page.end();
  }

  /// What both records begin with.
  void facts(Markdown page) {
    page.head(List.of("", ""))
        .row(List.of("Release", run.release().id().text()))
        .row(List.of("Environment", run.release().environment()))
        .row(List.of("Commit", run.release().commit().orElse("none")))
        .row(List.of("Class", run.release().releaseClass().word()))
        .row(List.of("Digest of the plan", run.release().digest()))
        .row(List.of("Driven by", drivers()))
        .row(List.of("Began", run.began().map(Markdown::second).orElse("never")))
        .row(List.of("Turned back", Markdown.second(goingBack.at())))
        .row(List.of("Turned back by", goingBack.person().orElse("itself")))
        .row(List.of("Why", why()))
        .row(List.of("Back", end().map(RunEvent::at).map(Markdown::second).orElse("not yet")))
        .row(List.of("Backups of the release", listed(backups())))
        .end();
  }

  static String listed(List<String> all) {
    return all.isEmpty() ? "none" : String.join(", ", all);
  }
}
