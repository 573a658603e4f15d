package dev.towpath.release.run;

import dev.towpath.approval.People;
import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.ledger.Entry;
import dev.towpath.ledger.Ledger;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.ReleaseJson;
import dev.towpath.release.journal.Approval;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a release out of the ledger, in one transaction.
final class JournalReader {
  /// A release with more events than this is not one that a person planned.
  private static final int MOST_EVENTS = 50_000;

  private JournalReader() {}

  static String subject(ReleaseId release) {
    return "release:" + release;
  }

  static RunState read(Connection connection, ReleaseId id) throws SQLException {
    List<Entry> entries = Ledger.newest(connection, Optional.of(subject(id)), MOST_EVENTS);
    List<RunEvent> events = new ArrayList<>();
    for (Entry entry : entries) {
      RunEvent.Kind.of(entry.event().type()).ifPresent(kind -> events.add(event(kind, entry)));
    }
    if (events.isEmpty() || events.getFirst().kind() != RunEvent.Kind.PLANNED) {
      throw JournalProblems.unknown(id).exception();
    }
    RunEvent planned =
        events.reversed().stream()
            .filter(event -> event.kind() == RunEvent.Kind.PLANNED)
            .findFirst()
            .orElseThrow();
    Release release = release(id, planned);
    boolean approved = events.stream().anyMatch(each -> each.kind() == RunEvent.Kind.APPROVED);
    List<Approval> said =
        approved ? ApprovalReader.read(release, entries, People.read(connection)) : List.of();
    return RunState.of(release, events, said);
  }

  @SuppressWarnings("unchecked")
  static RunEvent event(RunEvent.Kind kind, Entry entry) {
    Map<String, ? extends @Nullable Object> after = entry.event().after();
    Instant at = Instant.parse(entry.at());
    if (after.get("step") instanceof Number step && after.get("body") instanceof Map<?, ?> body) {
      return new RunEvent(
          at, entry.event().actor(), kind, step.intValue(), (Map<String, @Nullable Object>) body);
    }
    return new RunEvent(at, entry.event().actor(), kind, 0, Map.of());
  }

  private static Release release(ReleaseId id, RunEvent planned) {
    try {
      return ReleaseJson.read(JsonObject.read(CanonicalJson.bytes(planned.body())));
    } catch (Malformed e) {
      throw JournalProblems.unreadable(id, e).exception(e);
    }
  }
}
