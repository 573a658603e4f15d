package dev.towpath.release.note;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A page on which people write down what a release that went back teaches them; the timeline is
/// filled from the journal.
record PostMortem(RunState run, RunEvent goingBack) {
  private static final List<String> QUESTIONS =
      List.of(
          "What did users notice, how many, and for how long?",
          "How was it found out, and what would have found it earlier?",
          "Why did the checks, the rehearsal and staging let it through?",
          "What made it possible, beside what set it off? Ask why of each answer again.",
          "What of the way back went as planned, and what did not?",
          "Where were we merely lucky?");

  String text() {
    Told told = new Told(run, goingBack);
    Markdown page = new Markdown();
    page.heading(1, "Post-mortem: " + run.release().id());
    page.paragraph(
        "About what happened and why, not about who is to blame. The ledger knows the facts; people"
            + " know the rest.");
    told.facts(page);
    lengths(page);
    page.heading(2, "In two sentences").paragraph("_What happened, and what it meant._");
    page.heading(2, "Timeline (UTC)");
    told.timeline(page);
    page.heading(2, "Questions");
    QUESTIONS.forEach(question -> page.heading(3, question).paragraph("_…_"));
    page.heading(2, "Actions");
    page.head(List.of("what", "owner", "until", "how it is checked"))
        .row(List.of("", "", "", ""))
        .end();
    return page.page();
  }

  /// How long it ran before somebody turned it, and how long the way back took.
  private void lengths(Markdown page) {
    run.began()
        .ifPresent(
            began ->
                page.item(
                    "Until it was turned back: "
                        + length(Duration.between(began, goingBack.at()))));
    Optional<RunEvent> end = run.last(RunEvent.Kind.ENDED);
    end.ifPresent(
        event ->
            page.item(
                "The way back took: " + length(Duration.between(goingBack.at(), event.at()))));
    page.end();
  }

  private static String length(Duration time) {
    return "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
