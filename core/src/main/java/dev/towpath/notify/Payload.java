package dev.towpath.notify;

import dev.towpath.json.CanonicalJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message as the JSON that a channel takes.
final class Payload {
  /// PagerDuty takes no longer summary of a change, and cuts one of an alert.
  private static final int LONGEST_SUMMARY = 1024;

  private Payload() {}

  /// Slack reads these three letters as markup.
  static byte[] slack(Message message) {
    String text = message.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return CanonicalJson.bytes(Map.of("text", text));
  }

  static byte[] teams(Message message) {
    Map<String, Object> text =
        Map.of("type", "TextBlock", "text", message.text().replace("\n", "\n\n"), "wrap", true);
    Map<String, Object> card =
        Map.of(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "body",
            List.of(text));
    Map<String, Object> attachment =
        Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card);
    return CanonicalJson.bytes(Map.of("type", "message", "attachments", List.of(attachment)));
  }

  /// The same step of a release is one event, however often it is sent.
  static byte[] pagerDuty(Message message, String key, String severity) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("routing_key", key);
    boolean over = message.alarm().filter(Alarm::over).isPresent();
    json.put("event_action", over ? "resolve" : "trigger");
    if (!message.release().isEmpty()) {
      json.put("dedup_key", key(message));
    }
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("summary", summary(message));
    payload.put("source", source(message));
    payload.put("severity", severity);
    message.alarm().ifPresent(alarm -> payload.put("custom_details", alarm.details()));
    json.put("payload", payload);
    return CanonicalJson.bytes(json);
  }

  /// A change wakes nobody: it stands beside the incidents of its service.
  static byte[] pagerDutyChange(Message message, String key, Instant at) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("release", message.release());
    details.put("environment", message.environment());
    message.commit().ifPresent(commit -> details.put("commit", commit));
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("summary", summary(message));
    payload.put("timestamp", at.toString());
    payload.put("source", source(message));
    payload.put("custom_details", details);
    return CanonicalJson.bytes(Map.of("routing_key", key, "payload", payload));
  }

  private static String summary(Message message) {
    String line = message.line();
    return line.substring(0, Math.min(line.length(), LONGEST_SUMMARY));
  }

  private static String source(Message message) {
    return message.environment().isEmpty() ? "towpath" : message.environment();
  }

  private static String key(Message message) {
    String event = message.alarm().map(Alarm::key).orElse("" + message.step());
    return "towpath/" + message.release() + "/" + event;
  }

  static byte[] webhook(Message message) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("release", message.release());
    json.put("environment", message.environment());
    json.put("commit", message.commit().orElse(null));
    json.put("step", message.step());
    json.put("message", message.words());
    message
        .alarm()
        .ifPresent(
            alarm -> {
              json.put("over", alarm.over());
              json.put("details", alarm.details());
            });
    return CanonicalJson.bytes(json);
  }
}
