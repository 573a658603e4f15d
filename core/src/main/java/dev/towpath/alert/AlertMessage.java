package dev.towpath.alert;

import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an Alertmanager posts to a webhook, in version 4 of its format. Members that nobody needs
/// here are left alone: newer Alertmanagers add some.
public final class AlertMessage {
  private static final String VERSION = "4";
  private static final int MOST_LABELS = 100;
  private static final int LONGEST = 1_000;

  private AlertMessage() {}

  /// Reads one.
  ///
  /// @throws Malformed for another version, or where alerts were left out of it
  public static List<Alert> read(byte[] text) throws Malformed {
    JsonObject json = JsonObject.read(text);
    if (!json.text("version").equals(VERSION)) {
      throw new Malformed("It has version " + json.text("version") + ", not " + VERSION + ".");
    }
    if (json.number("truncatedAlerts") > 0) {
      throw new Malformed("Alerts were left out of it: set max_alerts of the receiver to 0.");
    }
    List<Alert> alerts = new ArrayList<>();
    for (JsonObject alert : json.objects("alerts")) {
      alerts.add(alert(alert));
    }
    return List.copyOf(alerts);
  }

  private static Alert alert(JsonObject json) throws Malformed {
    Map<String, String> labels = new TreeMap<>();
    JsonObject said = json.object("labels");
    if (said.names().size() > MOST_LABELS) {
      throw new Malformed("An alert has more than " + MOST_LABELS + " labels.");
    }
    for (String name : said.names()) {
      labels.put(bounded(name), bounded(said.text(name)));
    }
    if (!labels.containsKey("alertname")) {
      throw new Malformed("An alert has no label \"alertname\".");
    }
    boolean firing =
        switch (json.text("status")) {
          case "firing" -> true;
          case "resolved" -> false;
          case String other -> throw new Malformed("\"status\" is \"" + bounded(other) + "\".");
        };
    return new Alert(bounded(json.text("fingerprint")), labels, firing, starts(json));
  }

  private static Instant starts(JsonObject json) throws Malformed {
    try {
      return Instant.parse(json.text("startsAt"));
    } catch (DateTimeException e) {
      throw new Malformed("\"startsAt\" is no time.");
    }
  }

  private static String bounded(String text) throws Malformed {
    if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw new Malformed("A name or a value is empty, or longer than " + LONGEST + " letters.");
    }
    return text;
  }
}
