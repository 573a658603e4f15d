package dev.towpath.release.run;

import dev.towpath.config.Channel;
import dev.towpath.config.Project;
import dev.towpath.notify.Alarm;
import dev.towpath.notify.Message;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells people that a release goes back, whoever or whatever turned it, and how that ended; and
/// PagerDuty of its begin and end, as of changes. It goes by the journal: what an earlier driver
/// did not come to tell, the next one tells. Used by the driver's thread.
final class Herald {
  private static final String NO_CHANNELS = "no channels in towpath.yaml";

  private final Runbook runbook;
  private final Bulletin bulletin;

  /// The places in the journal of those events that people were told of.
  private final Set<Integer> told = new HashSet<>();

  Herald(Runbook runbook, Bulletin bulletin) {
    this.runbook = runbook;
    this.bulletin = bulletin;
  }

  /// Tells what nobody was told yet.
  void follow(RunState run) {
    run.events().stream()
        .filter(event -> event.kind() == RunEvent.Kind.ALERTED)
        .flatMap(event -> Optional.ofNullable(event.body().get("of")).stream())
        .forEach(place -> told.add(Integer.parseInt("" + place)));
    boolean begun = false;
    boolean back = false;
    for (int place = 0; place < run.events().size(); place++) {
      RunEvent event = run.events().get(place);
      Optional<Turn> turn = Turn.of(event, !begun, back);
      if (turn.isPresent() && told.add(place)) {
        tell(run, place, turn.get());
      }
      begun |= event.kind() == RunEvent.Kind.TAKEN;
      back |= event.kind() == RunEvent.Kind.GOING_BACK;
    }
  }

  private void tell(RunState run, int place, Turn turn) {
    Optional<Project> project = bulletin.settings();
    List<Bulletin.Way> ways = new ArrayList<>();
    project.ifPresent(settings -> ways.addAll(ways(settings, turn)));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("of", place);
    body.put("state", turn.state());
    body.put("reason", turn.words());
    TurnDetails details = new TurnDetails(run, runbook, place, turn);
    if (project.isEmpty()) {
      body.put("nobody", "towpath.yaml can't be read");
    } else if (ways.isEmpty() && turn.isBad() && !tellsItself()) {
      body.put("nobody", NO_CHANNELS);
    } else if (ways.isEmpty()) {
      return;
    }
    body.put("charts", details.charts());
    bulletin.tell(ways, message(run.release(), turn, details), body);
  }

  /// Everybody is told of a way back; PagerDuty alone of what is a change and nothing more.
  private static List<Bulletin.Way> ways(Project project, Turn turn) {
    List<Bulletin.Way> ways = new ArrayList<>();
    if (turn.isForPeople()) {
      ways.addAll(Bulletin.ways(project, project.channels().keySet()));
    }
    if (turn.isChange()) {
      Bulletin.ways(project, project.channels().keySet()).stream()
          .filter(way -> way.channel() instanceof Channel.PagerDuty)
          .map(way -> new Bulletin.Way(way.name(), way.channel(), Optional.of(turn.event().at())))
          .forEach(ways::add);
    }
    return ways;
  }

  /// Whether the runbook's own way back tells people.
  private boolean tellsItself() {
    return runbook.rollBack().stream().anyMatch(step -> step.kind().equals("notify"));
  }

  private static Message message(Release release, Turn turn, TurnDetails details) {
    Alarm alarm = new Alarm("roll-back", turn.isOver(), details.text(), details.files());
    return new Message(
        release.id().text(),
        release.environment(),
        release.commit(),
        0,
        turn.words(),
        turn.isForPeople() ? Optional.of(alarm) : Optional.empty());
  }
}
