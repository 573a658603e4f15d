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
import dev.towpath.release.journal.Authorship;
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

/// Reads one release out of the ledger, as often as it is asked: what it has read before is not
/// read again, as long as it still stands there. Not thread-safe.
final class JournalReader {
  /// A release with more events than this is not one that a person planned.
  private static final int MOST_EVENTS = 50_000;

  private final ReleaseId id;
  private final List<Entry> entries = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();
  private @Nullable Planned planned;

  /// The newest plan, and the event that tells it.
  private record Planned(Entry entry, Release release) {}

  JournalReader(ReleaseId id) {
    this.id = id;
  }

  static String subject(ReleaseId release) {
    return "release:" + release;
  }

  static RunState read(Connection connection, ReleaseId id) throws SQLException {
    return new JournalReader(id).read(connection);
  }

  /// Where the release stands now, told in one transaction.
  RunState read(Connection connection) throws SQLException {
    List<Entry> news = news(connection);
    for (Entry entry : news) {
      entries.add(entry);
      RunEvent.Kind.of(entry.event().type()).ifPresent(kind -> add(kind, entry));
    }
    Planned plan = planned;
    if (plan == null || events.getFirst().kind() != RunEvent.Kind.PLANNED) {
      throw JournalProblems.unknown(id).exception();
    }
    Release release = plan.release();
    boolean approved = events.stream().anyMatch(each -> each.kind() == RunEvent.Kind.APPROVED);
    People people = approved || release.rule().sign() ? People.read(connection) : People.none();
    Authorship author = AuthorReader.read(id, release, plan.entry(), people);
    List<Approval> said = ApprovalReader.read(release, author, entries, people);
    return RunState.of(release, events, author, said);
  }

  /// Records are never changed and come in the order of their places, so that only those behind the
  /// last one are new. Where that one isn't there any longer, the database was put back, and all
  /// is read again.
  private List<Entry> news(Connection connection) throws SQLException {
    if (!entries.isEmpty()) {
      Entry last = entries.getLast();
      List<Entry> found = Ledger.since(connection, subject(id), last.sequence(), MOST_EVENTS);
      if (!found.isEmpty() && found.getFirst().equals(last)) {
        return found.subList(1, found.size());
      }
      entries.clear();
      events.clear();
      planned = null;
    }
    return Ledger.newest(connection, Optional.of(subject(id)), MOST_EVENTS);
  }

  private void add(RunEvent.Kind kind, Entry entry) {
    RunEvent event = event(kind, entry);
    events.add(event);
    if (kind == RunEvent.Kind.PLANNED) {
      planned = new Planned(entry, release(id, event));
    }
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
