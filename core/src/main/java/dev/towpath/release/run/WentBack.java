package dev.towpath.release.run;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.report.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a release goes back, as its journal says it.
final class WentBack {
  private WentBack() {}

  /// The cause and who said so, the samples that led to it, where they are drawn; nothing of one
  /// that doesn't go back.
  static List<Block.Fact> facts(RunState run) {
    List<Block.Fact> facts = new ArrayList<>();
    Optional<RunEvent> event = run.goingBack();
    if (event.isPresent()) {
      facts.add(new Block.Fact("went back", said(event.get())));
      if (!event.get().text("seen").isEmpty()) {
        facts.add(new Block.Fact("seen", event.get().text("seen")));
      }
      if (event.get().body().get("charts") instanceof List<?> charts) {
        charts.forEach(each -> facts.add(new Block.Fact("chart", file(each))));
      }
    }
    return facts;
  }

  /// In one line; empty for one that doesn't go back.
  static String line(RunState run) {
    return run.goingBack().map(event -> why(event) + seen(event)).orElse("");
  }

  private static String seen(RunEvent event) {
    String seen = event.text("seen");
    return seen.isEmpty() ? "" : "; " + seen;
  }

  private static String why(RunEvent event) {
    return event.text("why") + event.text("reason");
  }

  private static String said(RunEvent event) {
    return why(event) + "; by " + event.person().orElse("itself");
  }

  private static String file(Object chart) {
    return chart instanceof Map<?, ?> kept ? String.valueOf(kept.get("file")) : "";
  }
}
