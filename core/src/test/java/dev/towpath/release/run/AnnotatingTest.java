package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.json.JsonObject;
import dev.towpath.notify.Grafana;
import dev.towpath.notify.GrafanaStandIn;
import dev.towpath.release.journal.RunState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatingTest {
  @TempDir Path folder;

  @Test
  void theStartEachStepAndTheWayBackAreMarked() throws Exception {
    String steps =
        """
        steps:
          - run: { command: "true", undo: "true" }
          - run: { command: "false", changes: nothing }
            on-failure: roll-back
        """;
    List<String> log = new ArrayList<>();
    try (Quay quay = new Quay(folder, steps);
        GrafanaStandIn standIn = new GrafanaStandIn()) {
      Lease lease = quay.take();
      RunState planned = quay.journal.state(quay.id);
      try (Grafana grafana = new Grafana(GrafanaStandIn.settings(), standIn.variables, log::add)) {
        Annotating marking =
            new Annotating(quay.listener(), grafana, planned.release(), InstantSource.system());
        new Driver(quay.journal, lease, quay.runbook, quay.around(), marking, Shift.OPEN_END)
            .drive();
      }
      assertThat(quay.told).contains("begin 1", "Done 1", "Stopped 2", "undo 1");
      List<String> texts = new ArrayList<>();
      for (JsonObject each : standIn.taken) {
        texts.add(each.text("text"));
        assertThat(each.texts("tags")).contains("towpath", "release:2026-11-21-quay");
      }
      assertThat(texts)
          .hasSize(5)
          .satisfiesExactly(
              text -> assertThat(text).startsWith("The driver begins: Quay"),
              text -> assertThat(text).startsWith("1. ").endsWith(": done"),
              text -> assertThat(text).startsWith("2. ").contains(": stopped: "),
              text -> assertThat(text).startsWith("The release goes back"),
              text -> assertThat(text).startsWith("1. ").endsWith(": done"));
      assertThat(standIn.taken.get(4).texts("tags")).contains("undo", "run");
      assertThat(log).isEmpty();
    }
  }
}
