package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How far a server recovers.
public sealed interface RecoveryTarget {
  /// As far as the backup's own write-ahead log goes: to the moment when it was finished.
  record Backup() implements RecoveryTarget {}

  /// With all transactions that ended at this time or before.
  record Time(Instant time) implements RecoveryTarget {}

  /// With all that was written before a place in the log.
  record Place(String lsn) implements RecoveryTarget {}

  /// With all transactions that ended before this one did.
  record Before(long transaction) implements RecoveryTarget {
    /// As the write-ahead log knows it: without its epoch.
    long number() {
      return transaction & 0xFFFFFFFFL;
    }
  }

  /// To a named restore point.
  record Point(String name) implements RecoveryTarget {}

  /// Whether a backup was finished before it, so that the log from there on may lead to it.
  default boolean isAfter(Manifest backup) {
    return switch (this) {
      case Backup _, Before _, Point _ -> true;
      case Time(Instant time) -> !backup.finished().isAfter(time);
      case Place(String lsn) ->
          backup.wal().filter(wal -> Lsn.of(wal.stopLsn()).compareTo(Lsn.of(lsn)) <= 0).isPresent();
    };
  }

  /// For a person.
  default String words() {
    return switch (this) {
      case Backup() -> "the moment when the backup was finished";
      case Time(Instant time) -> time.toString();
      case Place(String lsn) -> lsn;
      case Before(long transaction) -> "the moment before transaction " + transaction + " ended";
      case Point(String name) -> "the restore point " + name;
    };
  }

  /// Settings of the server that recovers, `name=value`.
  ///
  /// @param timeline that it follows
  default List<String> settings(long timeline) {
    List<String> settings =
        new ArrayList<>(
            List.of("recovery_target_action=promote", "recovery_target_timeline=" + timeline));
    switch (this) {
      case Backup() -> {}
      case Time(Instant time) ->
          settings.add(
              "recovery_target_time="
                  + DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                      .withZone(ZoneOffset.UTC)
                      .format(time));
      case Place(String lsn) -> settings.add("recovery_target_lsn=" + lsn);
      case Before before ->
          settings.addAll(
              List.of("recovery_target_xid=" + before.number(), "recovery_target_inclusive=off"));
      case Point(String name) -> settings.add("recovery_target_name=" + name);
    }
    return List.copyOf(settings);
  }
}
