package dev.towpath.release.bundle;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file that an event of a release names with its SHA-256.
///
/// @param file as the event has it
/// @param document whether people read it, and may write on in it
record Recorded(RunEvent event, String file, String sha256, boolean document) {
  private static final String HEX = "[0-9a-f]{64}";

  /// All of them, in the order of the record.
  static List<Recorded> of(RunState run) {
    List<Recorded> all = new ArrayList<>();
    for (RunEvent event : run.events()) {
      if (event.kind() != RunEvent.Kind.PLANNED) {
        look(event, event.body(), event.kind() == RunEvent.Kind.WRITTEN, all);
      }
    }
    return all;
  }

  private static void look(
      RunEvent event, @Nullable Object value, boolean document, List<Recorded> into) {
    if (value instanceof List<?> list) {
      list.forEach(each -> look(event, each, document, into));
    } else if (value instanceof Map<?, ?> map) {
      if (map.get("file") instanceof String file
          && map.get("sha256") instanceof String digest
          && digest.matches(HEX)) {
        into.add(new Recorded(event, file, digest, document));
      }
      map.forEach((name, each) -> look(event, each, document || "written".equals(name), into));
    }
  }

  /// A backup that a step made or used.
  record OfBackup(String id, String sha256) {}

  static List<OfBackup> backups(RunState run) {
    List<OfBackup> all = new ArrayList<>();
    run.events().forEach(event -> backups(event.body(), all));
    return all.stream().distinct().toList();
  }

  private static void backups(@Nullable Object value, List<OfBackup> into) {
    if (value instanceof List<?> list) {
      list.forEach(each -> backups(each, into));
    } else if (value instanceof Map<?, ?> map) {
      if (map.get("backup") instanceof String id
          && map.get("manifestSha256") instanceof String digest
          && digest.matches(HEX)) {
        into.add(new OfBackup(id, digest));
      }
      map.values().forEach(each -> backups(each, into));
    }
  }
}
