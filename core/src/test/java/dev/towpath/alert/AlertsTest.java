package dev.towpath.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final Instant STARTS = Instant.parse("2026-11-22T01:00:00Z");
  private static final Map<String, String> PAGE = Map.of("severity", "page");
  private static ScratchServer server;
  private static int databases;
  private Control control;
  private Alerts alerts;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(15, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    control = Control.open(new ControlPlace.Shared(server.createDatabase("alert" + databases++)));
    alerts = new Alerts(control);
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void anAlertFiresUntilItIsToldToBeOver() {
    alerts.hear(List.of(alert("1", "ErrorRate", true, 0)));
    assertThat(alerts.look("ErrorRate", PAGE).firing()).isTrue();
    assertThat(alerts.look("ErrorRate", Map.of()).firing()).isTrue();
    assertThat(alerts.look("ErrorRate", Map.of("severity", "note")).firing()).isFalse();
    assertThat(alerts.look("Slow", PAGE).firing()).isFalse();
    alerts.hear(List.of(alert("1", "ErrorRate", false, 0)));
    assertThat(alerts.look("ErrorRate", PAGE).firing()).isFalse();
  }

  @Test
  void anEndOfAnOlderEpisodeThatComesLateChangesNothing() {
    alerts.hear(List.of(alert("1", "ErrorRate", true, 60)));
    alerts.hear(List.of(alert("1", "ErrorRate", false, 0)));
    assertThat(alerts.look("ErrorRate", PAGE).firing()).isTrue();
  }

  @Test
  void onlyOneThatFiresSaysThatAnAlertmanagerIsThere() {
    assertThat(alerts.look("ErrorRate", PAGE).silence()).isEmpty();
    alerts.hear(List.of(alert("1", "ErrorRate", false, 0)));
    assertThat(alerts.look("ErrorRate", PAGE).silence()).isEmpty();
    alerts.hear(List.of(alert("2", "Watchdog", true, 0)));
    later("10 minutes");
    assertThat(alerts.look("ErrorRate", PAGE).silence().orElseThrow().toMinutes()).isEqualTo(10);
    alerts.hear(List.of(alert("2", "Watchdog", true, 0)));
    assertThat(alerts.look("ErrorRate", PAGE).silence().orElseThrow().toMinutes()).isZero();
  }

  @Test
  void whatIsOverIsForgottenAfterADay() {
    alerts.hear(List.of(alert("1", "Over", false, 0), alert("2", "On", true, 0)));
    later("25 hours");
    alerts.hear(List.of());
    assertThat(count()).isEqualTo(1);
    assertThat(alerts.look("On", PAGE).firing()).isTrue();
    later("5 days");
    alerts.hear(List.of());
    assertThat(count()).isZero();
  }

  @Test
  void moreThanCanBeKeptAreRefusedWhole() {
    List<Alert> many = new ArrayList<>();
    for (int number = 0; number < Alerts.MOST; number++) {
      many.add(alert("f" + number, "A" + number, true, 0));
    }
    alerts.hear(many);
    assertThatThrownBy(
            () -> alerts.hear(List.of(alert("f1", "A1", false, 0), alert("x", "X", true, 0))))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("alerts-full"));
    assertThat(count()).isEqualTo(Alerts.MOST);
    assertThat(alerts.look("A1", PAGE).firing()).isTrue();
  }

  private static Alert alert(String fingerprint, String name, boolean firing, int later) {
    return new Alert(
        fingerprint,
        Map.of("alertname", name, "severity", "page"),
        firing,
        STARTS.plusSeconds(later));
  }

  private void later(String interval) {
    execute("update towpath_control.alert set heard = heard - interval '" + interval + "'");
  }

  private long count() {
    return control.transaction(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("select count(*) from towpath_control.alert")) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private void execute(String sql) {
    control.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }
}
