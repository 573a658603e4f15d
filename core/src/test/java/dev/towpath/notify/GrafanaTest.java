package dev.towpath.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrafanaTest {
  private static final Annotation MOMENT =
      new Annotation(
          Instant.parse("2026-11-22T10:00:00Z"),
          Optional.empty(),
          List.of("towpath", "start"),
          "It begins");

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final GrafanaStandIn standIn;

  GrafanaTest() throws Exception {
    standIn = new GrafanaStandIn();
  }

  @AfterEach
  void end() {
    standIn.close();
  }

  @Test
  void whatIsPutInLastIsTakenBeforeTheEnd() throws Exception {
    standIn.away.set(2);
    try (Grafana grafana = new Grafana(GrafanaStandIn.settings(), standIn.variables, log::add)) {
      grafana.put(MOMENT);
      Instant end = MOMENT.from().plusSeconds(3);
      grafana.put(new Annotation(MOMENT.from(), Optional.of(end), List.of(), "It took 3 s"));
    }
    assertThat(log).isEmpty();
    assertThat(standIn.taken).hasSize(2);
    assertThat(standIn.taken.getFirst().texts("tags")).containsExactly("towpath", "start");
    assertThat(standIn.taken.getFirst().names()).doesNotContain("timeEnd");
    assertThat(standIn.taken.getLast().number("timeEnd"))
        .isEqualTo(MOMENT.from().toEpochMilli() + 3000);
  }

  @Test
  void aRefusalIsToldOnceAndWithoutTheToken() {
    Map<String, String> wrong = Map.of("G", "" + standIn.variables.get("G"), "T", "glsa_wrong");
    try (Grafana grafana = new Grafana(GrafanaStandIn.settings(), wrong, log::add)) {
      grafana.put(MOMENT);
      grafana.put(MOMENT);
    }
    assertThat(log).containsExactly("warning: not annotated in Grafana: status 401");
  }

  @Test
  void whoPutsInMoreThanCanWaitIsNotHeldUp() {
    Map<String, String> nobody = Map.of("G", "http://127.0.0.1:1", "T", "t");
    try (Grafana grafana = new Grafana(GrafanaStandIn.settings(), nobody, log::add)) {
      for (int number = 0; number < 300; number++) {
        grafana.put(MOMENT);
      }
      assertThat(log).anyMatch(line -> line.contains("one is left out"));
    }
  }
}
