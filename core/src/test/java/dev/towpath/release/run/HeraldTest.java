package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.http.FalseServer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.notify.PagerDutyStandIn;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.signal.Gauge;
import dev.towpath.signal.Portal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever is named in `channels` hears that a release goes back, and how that ended.
class HeraldTest {
  private static final String BOAT =
      """
      steps:
        - sql: { query: create table boat (name text), undo: drop table boat }
      """;

  private static final String CHATS = "s3cret-of-the-chats";

  @TempDir private Path folder;
  private final Gauge gauge = new Gauge("{\"errors\": 0.01}");
  private final PagerDutyStandIn pagerDuty = new PagerDutyStandIn();
  private final List<String> chats = new CopyOnWriteArrayList<>();
  private volatile int chatsAnswer = 200;
  private final FalseServer slack =
      new FalseServer(
          exchange -> {
            try {
              byte[] text = exchange.getRequestBody().readAllBytes();
              if (chatsAnswer == 200) {
                chats.add(JsonObject.read(text).text("text"));
              }
              FalseServer.answer(exchange, chatsAnswer, "");
            } catch (Malformed e) {
              FalseServer.answer(exchange, 400, "");
            }
          });

  @AfterEach
  void end() {
    gauge.close();
    pagerDuty.close();
    slack.close();
  }

  private Quay quay(String text) throws IOException {
    return quay(
        text,
        """
        channels:
          on-call: { pagerduty: %s, events: "%s" }
          team: { slack: "%s/%s" }
        """
            .formatted(PagerDutyStandIn.KEY, pagerDuty.url(), slack.url(), CHATS));
  }

  private Quay quay(String text, String channels) throws IOException {
    Portal.of(
        folder,
        """
        signals:
          errors: { http: "%s", json: errors, unit: ratio, every: 200ms }
        """
                .formatted(gauge.url())
            + channels);
    return new Quay(folder, text);
  }

  @Test
  void aTriggerPagesAndItsIncidentIsOverWhenTheReleaseIsBack() throws Exception {
    String breaks =
        "  - run: echo broken\n  - sql: { query: select pg_sleep(600), changes: nothing }\n";
    try (Quay quay = quay("rollback-when: [errors > 2% for 1s]\n" + BOAT + breaks)) {
      RunState run = drivenUntilBroken(quay);
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(states(run)).containsExactly("started", "back", "ended");
      assertThat(String.valueOf(run.last(RunEvent.Kind.ALERTED).orElseThrow().body()))
          .contains("channel=slack, delivered=true, to=team", "channel=pagerduty change");
      assertThat(quay.told).anyMatch(line -> line.startsWith("told on-call by pagerduty"));
    }
    assertThat(pagerDuty.refused).isEmpty();
    JsonObject page = pagerDuty.alerts.getFirst();
    assertThat(page.text("event_action")).isEqualTo("trigger");
    assertThat(page.text("dedup_key")).isEqualTo("towpath/2026-11-21-quay/roll-back");
    assertThat(page.object("payload").text("summary"))
        .startsWith("goes back: rollback-when: errors > 2% for 1s (release 2026-11-21-quay on");
    JsonObject details = page.object("payload").object("custom_details");
    assertThat(details.text("step")).startsWith("3. ");
    assertThat(details.text("samples")).contains(" samples from ", "20%");
    assertThat(details.text("way back")).isNotEmpty();
    assertThat(Path.of(details.text("chart"))).content().contains("<svg", "limit 2%");
    assertThat(pagerDuty.alerts).hasSize(2);
    assertThat(pagerDuty.alerts.getLast().text("event_action")).isEqualTo("resolve");
    assertThat(pagerDuty.alerts.getLast().text("dedup_key")).isEqualTo(page.text("dedup_key"));
    assertThat(pagerDuty.changes)
        .extracting(each -> each.object("payload").text("summary").split(" \\(", 2)[0])
        .containsExactly("starts", "goes back: rollback-when: errors > 2% for 1s", "went back");
    assertThat(chats).hasSize(2);
    assertThat(chats.getFirst()).contains("goes back", "\nchart: ", "\nsamples: ", "\nway back: ");
  }

  private RunState drivenUntilBroken(Quay quay) throws InterruptedException {
    Thread breaking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (quay.journal.state(quay.id).attempts(3) == 0) {
                      Thread.sleep(100);
                    }
                    gauge.tells("{\"errors\": 0.2}");
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    RunState run = quay.drive();
    breaking.interrupt();
    return run;
  }

  @Test
  void aWatchThatFailsShowsWhatItSaw() throws Exception {
    String watch = "  - watch: { for: 1m, failure: errors > 2%, every: 200ms }\n";
    gauge.tells("{\"errors\": 0.2}");
    try (Quay quay = quay(BOAT + watch + "    on-failure: roll-back\n")) {
      assertThat(quay.drive().standing()).isEqualTo(Standing.ROLLED_BACK);
    }
    JsonObject details = pagerDuty.alerts.getFirst().object("payload").object("custom_details");
    assertThat(details.text("samples")).contains("20%");
    assertThat(Path.of(details.text("chart"))).content().contains("<svg", "limit 2%");
  }

  @Test
  void aWayBackThatStopsNeedsAPersonAndKeepsTheIncidentOpen() throws Exception {
    String undo = BOAT.replace("drop table boat", "drop table raft");
    try (Quay quay = quay(undo + "  - run: exit 3\n    on-failure: roll-back\n")) {
      assertThat(quay.drive().standing()).isEqualTo(Standing.STOPPED);
      assertThat(pagerDuty.alerts)
          .extracting(each -> each.text("event_action"))
          .containsExactly("trigger", "trigger");
      assertThat(chats.getLast()).contains("stopped on its way back and needs a person: ");
      Quay.execute(quay.targetUrl, "create table raft ()");
      quay.as("bert").retry(quay.id);
      assertThat(quay.drive().standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(states(quay.journal.state(quay.id)))
          .containsExactly("started", "back", "stopped", "ended");
    }
    assertThat(pagerDuty.alerts.getLast().text("event_action")).isEqualTo("resolve");
    assertThat(pagerDuty.alerts).hasSize(3);
  }

  @Test
  void whatNoDriverToldIsToldByTheNextOne() throws Exception {
    try (Quay quay = quay(BOAT)) {
      assertThat(quay.drive().standing()).isEqualTo(Standing.DONE);
      assertThat(pagerDuty.changes).hasSize(2);
      assertThat(pagerDuty.alerts).isEmpty();
      quay.as("bert").goBack(quay.id, "totals are wrong");
      assertThat(quay.drive().standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(quay.drive().standing()).isEqualTo(Standing.ROLLED_BACK);
    }
    assertThat(chats).hasSize(2);
    assertThat(chats.getFirst()).startsWith("goes back: bert: totals are wrong");
  }

  @Test
  void withoutChannelsTheScreenAndTheRecordSayThatNobodyWasTold() throws Exception {
    try (Quay quay = quay(BOAT + "  - run: exit 3\n    on-failure: roll-back\n", "")) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(states(run)).containsExactly("back");
      assertThat(run.last(RunEvent.Kind.ALERTED).orElseThrow().text("nobody"))
          .isEqualTo("no channels in towpath.yaml");
      assertThat(quay.told).contains("warning: nobody was told: no channels in towpath.yaml");
    }
  }

  @Test
  void aChannelThatFailsHoldsUpNeitherTheReleaseNorTheOthersAndItsSecretIsNowhere()
      throws Exception {
    chatsAnswer = 500;
    try (Quay quay = quay(BOAT + "  - run: exit 3\n    on-failure: roll-back\n")) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(run.events().toString())
          .contains("answered=status 500, channel=slack, delivered=false, to=team, tries=4")
          .doesNotContain(CHATS, PagerDutyStandIn.KEY);
      assertThat(quay.told).contains("warning: not told: team by slack: status 500");
      assertThat(quay.told.toString()).doesNotContain(CHATS, PagerDutyStandIn.KEY);
    }
    assertThat(pagerDuty.alerts).hasSize(2);
  }

  private static List<String> states(RunState run) {
    return run.events().stream()
        .filter(event -> event.kind() == RunEvent.Kind.ALERTED)
        .map(event -> event.text("state"))
        .toList();
  }
}
