package dev.towpath.backup.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupId;
import dev.towpath.config.KeepRules;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is kept, over made-up years of backups.
class KeepCalendarTest {
  private static final int CALENDARS = 400;
  private static final Instant FIRST = Instant.parse("2029-12-20T00:00:00Z");

  private static List<Backup> calendar(Random random) {
    List<Backup> backups = new ArrayList<>();
    Duration span = Duration.ofDays(1 + random.nextInt(1200));
    int many = 1 + random.nextInt(60);
    for (int i = 0; i < many; i++) {
      Backup backup = Sample.backup(FIRST.plusSeconds(random.nextLong(span.toSeconds())), i);
      backup = random.nextInt(4) == 0 ? Sample.proved(backup, random.nextBoolean()) : backup;
      backups.add(random.nextInt(10) == 0 ? Sample.held(backup) : backup);
    }
    backups.sort(Comparator.comparing(Backup::id));
    return backups;
  }

  private static KeepRules rules(Random random) {
    return new KeepRules(
        random.nextInt(5),
        random.nextInt(9),
        random.nextInt(6),
        random.nextInt(14),
        random.nextInt(4));
  }

  private static List<Backup> kept(List<Backup> backups, KeepRules rules) {
    Set<BackupId> ids = KeepCalendar.reasons(backups, rules).keySet();
    return backups.stream().filter(backup -> ids.contains(backup.id())).toList();
  }

  @Test
  void whatMustStayStays() {
    for (int seed = 0; seed < CALENDARS; seed++) {
      Random random = new Random(seed);
      List<Backup> backups = calendar(random);
      List<Backup> kept = kept(backups, rules(random));

      assertThat(kept).as("seed %d", seed).containsAll(held(backups));
      backups.reversed().stream()
          .filter(Backup::proved)
          .findFirst()
          .ifPresent(proved -> assertThat(kept).contains(proved));
      Backup newest =
          backups.reversed().stream()
              .filter(backup -> !backup.failed())
              .findFirst()
              .orElse(backups.getLast());
      assertThat(kept).as("seed %d", seed).contains(newest);
    }
  }

  private static List<Backup> held(List<Backup> backups) {
    return backups.stream().filter(backup -> backup.held().isPresent()).toList();
  }

  @Test
  void noMoreStayThanTheRulesSay() {
    for (int seed = 0; seed < CALENDARS; seed++) {
      Random random = new Random(seed);
      List<Backup> backups = calendar(random);
      KeepRules rules = rules(random);
      int most = rules.last() + rules.daily() + rules.weekly() + rules.monthly() + rules.yearly();

      assertThat(kept(backups, rules))
          .as("seed %d", seed)
          .hasSizeLessThanOrEqualTo(most + held(backups).size() + 2);
    }
  }

  /// Else a second run at the same time would delete more.
  @Test
  void whatStaysOnceStaysAgain() {
    for (int seed = 0; seed < CALENDARS; seed++) {
      Random random = new Random(seed);
      KeepRules rules = rules(random);
      List<Backup> kept = kept(calendar(random), rules);

      assertThat(kept(kept, rules)).as("seed %d", seed).isEqualTo(kept);
    }
  }

  @Test
  void aHigherNumberKeepsAtLeastAsMuch() {
    for (int seed = 0; seed < CALENDARS; seed++) {
      Random random = new Random(seed);
      List<Backup> backups = calendar(random);
      KeepRules less = rules(random);
      KeepRules more =
          new KeepRules(
              less.last() + random.nextInt(2),
              less.daily() + random.nextInt(2),
              less.weekly() + random.nextInt(2),
              less.monthly() + random.nextInt(2),
              less.yearly() + random.nextInt(2));

      assertThat(kept(backups, more)).as("seed %d", seed).containsAll(kept(backups, less));
    }
  }

  /// Two years with a backup every few hours, pruned after each one.
  @Test
  void theLongRunHasEachDayWeekMonthAndYear() {
    Random random = new Random(7);
    KeepRules rules = new KeepRules(3, 7, 5, 12, 2);
    List<Backup> backups = new ArrayList<>();
    Instant now = FIRST;
    for (int i = 0; i < 2000; i++) {
      now = now.plus(Duration.ofMinutes(60 + random.nextInt(900)));
      backups.add(Sample.backup(now, i));
      backups = new ArrayList<>(kept(backups, rules));
    }
    Set<YearMonth> months = new HashSet<>();
    for (Backup backup : backups) {
      months.add(YearMonth.from(backup.manifest().started().atZone(ZoneOffset.UTC)));
    }
    YearMonth last = YearMonth.from(now.atZone(ZoneOffset.UTC));
    for (int back = 0; back < 12; back++) {
      assertThat(months).contains(last.minusMonths(back));
    }
    assertThat(backups).hasSizeBetween(18, 29);
  }

  @ParameterizedTest
  @CsvSource({
    "2030-12-29T12:00:00Z, week 2030-W52",
    "2030-12-30T00:00:00Z, week 2031-W01",
    "2027-01-03T23:59:59Z, week 2026-W53"
  })
  void aWeekMayBeOfAnotherYear(Instant when, String reason) {
    Backup backup = Sample.backup(when, 1);

    assertThat(KeepCalendar.reasons(List.of(backup), new KeepRules(0, 0, 1, 0, 0)))
        .containsEntry(backup.id(), List.of("newest", reason));
  }

  @Test
  void eachEnvironmentHasItsOwnCalendar() {
    Backup staging =
        new Backup(Sample.manifest(FIRST, "staging", 1), "m", List.of(), Optional.empty());
    Backup production = Sample.backup(FIRST.plusSeconds(60), 2);

    assertThat(kept(List.of(staging, production), new KeepRules(1, 0, 0, 0, 0)))
        .containsExactly(staging, production);
  }
}
