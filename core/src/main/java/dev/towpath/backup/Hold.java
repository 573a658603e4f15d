package dev.towpath.backup;

import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// That a backup must not be deleted, whatever the keep rules say: `ID/hold.json`. When the hold is
/// ended, the file stays and says who ended it.
///
/// @param by who said so, and `at` when
/// @param ended who ended it and when; empty as long as it holds
public record Hold(String reason, String by, Instant at, Optional<End> ended) {
  static final String KEY = "/hold.json";

  private static final int VERSION = 1;
  private static final String FORMAT = "towpath-hold";

  /// Who ended a hold.
  public record End(String by, Instant at) {}

  /// What stands for a file that can't be read: it holds, so that no mistake deletes a backup.
  static Hold unreadable(String why) {
    return new Hold("hold.json can't be read: " + why, "", Instant.EPOCH, Optional.empty());
  }

  byte[] bytes(BackupId backup) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(FORMAT, VERSION);
    json.put("backup", backup.text());
    json.put("reason", reason);
    json.put("by", by);
    json.put("at", at.toString());
    json.put("ended-by", ended.map(End::by).orElse(null));
    json.put("ended-at", ended.map(end -> end.at().toString()).orElse(null));
    return CanonicalJson.bytes(json);
  }

  static Hold read(byte[] bytes) throws Malformed {
    JsonObject json = JsonObject.read(bytes);
    if (json.number(FORMAT) != VERSION) {
      throw new Malformed("It has version " + json.number(FORMAT) + ".");
    }
    try {
      return new Hold(
          json.text("reason"), json.text("by"), Instant.parse(json.text("at")), ended(json));
    } catch (DateTimeException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<End> ended(JsonObject json) throws Malformed {
    return json.maybeText("ended-by").isEmpty()
        ? Optional.empty()
        : Optional.of(new End(json.text("ended-by"), Instant.parse(json.text("ended-at"))));
  }
}
