package dev.towpath.ledger;

import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as it stands in the ledger.
///
/// @param sequence its place, from 0
/// @param at by the clock of the control database's server, RFC 3339 with microseconds
public record Entry(long sequence, String at, Event event) {
  /// Changes with the names in a record; readers refuse a form that they don't know.
  private static final int FORMAT = 1;

  /// The record: RFC 8785, so that there is one text for it, and one digest.
  byte[] bytes() {
    Map<String, @Nullable Object> members = new TreeMap<>();
    members.put("format", FORMAT);
    members.put("sequence", sequence);
    members.put("at", at);
    members.put("id", event.id().toString());
    members.put("actor", event.actor());
    members.put("type", event.type());
    members.put("subject", event.subject());
    members.put("before", event.before());
    members.put("after", event.after());
    members.put("reason", event.reason());
    members.put("digest", event.digest().orElse(null));
    return CanonicalJson.bytes(members);
  }

  /// @throws JsonObject.Malformed for what this program doesn't write
  static Entry read(byte[] record) throws JsonObject.Malformed {
    JsonObject json = JsonObject.read(record);
    if (json.number("format") != FORMAT) {
      throw new JsonObject.Malformed("Its format is " + json.number("format") + ".");
    }
    try {
      Event event =
          new Event(
              UUID.fromString(json.text("id")),
              json.text("actor"),
              json.text("type"),
              json.text("subject"),
              json.object("before").members(),
              json.object("after").members(),
              json.text("reason"),
              json.maybeText("digest"));
      return new Entry(json.number("sequence"), json.text("at"), event);
    } catch (IllegalArgumentException e) {
      throw new JsonObject.Malformed(String.valueOf(e.getMessage()));
    }
  }

  /// Whether this is what was to be told, at whatever place and time.
  boolean tells(Event told) {
    return event.equals(told);
  }
}
