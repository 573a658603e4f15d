package dev.towpath.backup.prune;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupId;
import dev.towpath.backup.Manifest;
import dev.towpath.config.KeepRules;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Why backups stay. Each series (an environment, a kind, a part of the database) has its own
/// newest, its own days and so on: a backup of one table stands in for no backup of the whole.
///
/// A backup that failed its last proof stands in for none either. Days are those of UTC, weeks
/// those of ISO 8601.
final class KeepCalendar {
  private static final DateTimeFormatter DAY = form("uuuu-MM-dd");
  private static final DateTimeFormatter WEEK =
      new DateTimeFormatterBuilder()
          .appendValue(IsoFields.WEEK_BASED_YEAR, 4)
          .appendLiteral("-W")
          .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter MONTH = form("uuuu-MM");
  private static final DateTimeFormatter YEAR = form("uuuu");

  private final Map<BackupId, List<String>> reasons = new HashMap<>();

  private KeepCalendar() {}

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  private record Series(String environment, Manifest.Kind kind, Manifest.Scope scope) {
    static Series of(Backup backup) {
      Manifest manifest = backup.manifest();
      return new Series(manifest.environment(), manifest.kind(), manifest.scope());
    }
  }

  /// The reasons by backup; one without a reason has no entry.
  ///
  /// @param backups the oldest first
  static Map<BackupId, List<String>> reasons(List<Backup> backups, KeepRules rules) {
    Map<Series, List<Backup>> series = new LinkedHashMap<>();
    for (Backup backup : backups.reversed()) {
      series.computeIfAbsent(Series.of(backup), _ -> new ArrayList<>()).add(backup);
    }
    KeepCalendar calendar = new KeepCalendar();
    series.values().forEach(newestFirst -> calendar.judge(newestFirst, rules));
    return calendar.reasons;
  }

  private void judge(List<Backup> newestFirst, KeepRules rules) {
    List<Backup> good = newestFirst.stream().filter(backup -> !backup.failed()).toList();
    (good.isEmpty() ? newestFirst : good).stream().findFirst().ifPresent(b -> keep(b, "newest"));
    good.stream().filter(Backup::proved).findFirst().ifPresent(b -> keep(b, "last proved"));
    for (Backup backup : newestFirst) {
      backup.held().ifPresent(hold -> keep(backup, "held: " + hold.reason()));
    }
    good.stream().limit(rules.last()).forEach(b -> keep(b, "last " + rules.last()));
    periods(good, "day ", DAY, rules.daily());
    periods(good, "week ", WEEK, rules.weekly());
    periods(good, "month ", MONTH, rules.monthly());
    periods(good, "year ", YEAR, rules.yearly());
  }

  private void periods(List<Backup> newestFirst, String word, DateTimeFormatter form, int most) {
    Set<String> seen = new HashSet<>();
    for (Backup backup : newestFirst) {
      Instant started = backup.manifest().started();
      String period = form.format(ZonedDateTime.ofInstant(started, ZoneOffset.UTC));
      if (seen.size() < most && seen.add(period)) {
        keep(backup, word + period);
      }
    }
  }

  private void keep(Backup backup, String reason) {
    reasons.computeIfAbsent(backup.id(), _ -> new ArrayList<>()).add(reason);
  }
}
