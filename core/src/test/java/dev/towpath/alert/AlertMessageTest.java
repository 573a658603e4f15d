package dev.towpath.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.json.JsonObject.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertMessageTest {
  /// As an Alertmanager 0.25 posts it.
  private static final String MESSAGE =
      """
      {"receiver":"towpath","status":"firing","alerts":[
        {"status":"firing","labels":{"alertname":"ErrorRate","severity":"page"},
         "annotations":{},"startsAt":"2026-11-22T01:02:03.456Z","endsAt":"0001-01-01T00:00:00Z",
         "generatorURL":"http://p/graph","fingerprint":"7f1c5a3b9d2e4f60"},
        {"status":"resolved","labels":{"alertname":"Slow"},"annotations":{},
         "startsAt":"2026-11-22T01:00:00+01:00","endsAt":"2026-11-22T01:01:00Z",
         "generatorURL":"","fingerprint":"0011223344556677"}],
       "groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://a",
       "version":"4","groupKey":"{}:{}","truncatedAlerts":0}
      """;

  @Test
  void readsWhatAnAlertmanagerPosts() throws Malformed {
    assertThat(read(MESSAGE))
        .containsExactly(
            new Alert(
                "7f1c5a3b9d2e4f60",
                Map.of("alertname", "ErrorRate", "severity", "page"),
                true,
                Instant.parse("2026-11-22T01:02:03.456Z")),
            new Alert(
                "0011223344556677",
                Map.of("alertname", "Slow"),
                false,
                Instant.parse("2026-11-22T00:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\":\"4\" | \"version\":\"3\" | version 3",
        "\"version\":\"4\" | \"version\":4 | is not a text",
        "\"truncatedAlerts\":0 | \"truncatedAlerts\":2 | max_alerts",
        "\"truncatedAlerts\":0 | \"more\":0 | truncatedAlerts",
        "\"status\":\"resolved\" | \"status\":\"silent\" | silent",
        "\"alertname\":\"Slow\" | \"name\":\"Slow\" | alertname",
        "\"alertname\":\"Slow\" | \"alertname\":\"\" | empty",
        "\"alertname\":\"Slow\" | \"alertname\":\"a\\u0000b\" | empty",
        "2026-11-22T01:02:03.456Z | yesterday | is no time",
        "\"fingerprint\":\"7f1c5a3b9d2e4f60\" | \"fingerprint\":7 | is not a text",
        "\"alerts\":[ | \"alerts\":[7, | is not an object",
        "\"alertname\":\"Slow\" | \"alertname\":\"Slow\",\"alertname\":\"Fast\" | is not JSON"
      })
  void refusesWhatIsNone(String part, String other, String why) {
    assertThat(MESSAGE).contains(part);
    assertThatThrownBy(() -> read(MESSAGE.replace(part, other)))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining(why);
  }

  private static List<Alert> read(String text) throws Malformed {
    return AlertMessage.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
