package dev.towpath.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.alert.Alert;
import dev.towpath.alert.Alerts;
import dev.towpath.config.Signal;
import dev.towpath.config.SignalUnit;
import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertSignalTest {
  private static final Signal SIGNAL =
      new Signal(
          "paged",
          new Signal.Alert("ErrorRate", Map.of("severity", "page"), Duration.ofMinutes(5)),
          SignalUnit.COUNT,
          Optional.empty(),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5));

  @TempDir Path folder;

  @Test
  void silenceIsNoNumberAndAnAlertIsOneUntilItIsOver() throws Exception {
    try (ScratchServer server = ScratchServer.start(15, Platform.NONE)) {
      DatabaseUrl url = server.createDatabase("alerts");
      try (Control control = Control.open(new ControlPlace.Shared(url));
          Sources sources = sources(url)) {
        Alerts alerts = new Alerts(control);
        assertThat(none(sources.ask(SIGNAL))).contains("ever told");
        alerts.hear(List.of(alert("Watchdog", true)));
        assertThat(number(sources.ask(SIGNAL))).isZero();
        alerts.hear(List.of(alert("ErrorRate", true)));
        assertThat(number(sources.ask(SIGNAL))).isEqualTo(1);
        alerts.hear(List.of(alert("ErrorRate", false)));
        assertThat(number(sources.ask(SIGNAL))).isZero();
        later(control);
        assertThat(none(sources.ask(SIGNAL))).contains("for 5m");
      }
    }
  }

  private Sources sources(DatabaseUrl url) {
    Map<String, String> variables =
        Map.of(ControlPlace.VARIABLE, url.toString(), "PGPASSWORD", url.secret().orElse(""));
    return new Sources(
        folder,
        variables,
        () -> {
          throw new AssertionError("the target is not asked");
        },
        InstantSource.system());
  }

  private static Alert alert(String name, boolean firing) {
    Instant starts = Instant.parse("2026-11-22T01:00:00Z");
    return new Alert(name, Map.of("alertname", name, "severity", "page"), firing, starts);
  }

  private static void later(Control control) {
    control.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                "update towpath_control.alert set heard = heard - interval '301 s'");
          }
        });
  }

  private static double number(Sample sample) {
    return ((Sample.Good) sample).value();
  }

  private static String none(Sample sample) {
    return ((Sample.Bad) sample).why();
  }
}
