package dev.towpath.cli;

import dev.towpath.backup.restore.RecoveryTarget;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The options that say to which moment a server is taken.
final class RecoveryOptions {
  @Option(
      names = "--to-time",
      paramLabel = "TIME",
      converter = Time.class,
      description =
          "With all transactions that ended by then, such as 2026-11-21T19:30:00Z; physical backups"
              + " only.")
  @Nullable Instant time;

  @Option(
      names = "--to-lsn",
      paramLabel = "LSN",
      converter = Place.class,
      description = "With all that was written before a place of the write-ahead log: 0/3000060.")
  @Nullable String place;

  @Option(
      names = "--before-transaction",
      paramLabel = "XID",
      description =
          "With all transactions that ended before this one did, such as the one of a migration"
              + " that 'towpath rollback plan' names.")
  @Nullable Long transaction;

  @Option(
      names = "--to-name",
      paramLabel = "POINT",
      description = "To a restore point that 'towpath backup point' has made.")
  @Nullable String point;

  @Option(
      names = "--timeline",
      paramLabel = "N",
      description =
          "The timeline to follow; by default the newest that comes from the backup's. Each"
              + " recovery begins a new one.")
  @Nullable Long timeline;

  @Option(
      names = "--wal",
      paramLabel = "FOLDER",
      description =
          "Where the server archives its write-ahead log; by default what 'wal' under 'backups' of"
              + " towpath.yaml says, or an embedded server's own folder.")
  @Nullable String wal;

  /// A time with its zone.
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time with a zone, such as 2026-11-21T19:30:00Z");
      }
    }
  }

  /// A place in the write-ahead log.
  static final class Place implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.matches("[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}")) {
        return text;
      }
      throw new TypeConversionException("'" + text + "' is no LSN, such as 0/3000060");
    }
  }

  RecoveryTarget target() {
    List<RecoveryTarget> targets = new ArrayList<>();
    if (time != null) {
      targets.add(new RecoveryTarget.Time(time));
    }
    if (place != null) {
      targets.add(new RecoveryTarget.Place(place));
    }
    if (transaction != null) {
      targets.add(new RecoveryTarget.Before(transaction));
    }
    if (point != null) {
      targets.add(new RecoveryTarget.Point(point));
    }
    if (targets.size() > 1) {
      throw Misuse.onlyOneOf("--to-time, --to-lsn, --before-transaction", "--to-name");
    }
    return targets.isEmpty() ? new RecoveryTarget.Backup() : targets.getFirst();
  }
}
