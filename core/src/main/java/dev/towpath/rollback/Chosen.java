package dev.towpath.rollback;

import dev.towpath.backup.restore.RecoveryTarget;
import java.time.Instant;

/// The way that a rollback goes, as it is recorded in one line: `point-in-time ID before 747`.
///
/// @param backup its id; empty for none
record Chosen(Means means, String backup, RecoveryTarget target) {
  private static final int WORDS = 4;
  private static final String BEFORE = "before";

  static Chosen of(Way way) {
    return switch (way) {
      case Way.Down down -> new Chosen(down.means(), "", new RecoveryTarget.Backup());
      case Way.Restore restore ->
          new Chosen(restore.means(), restore.backup().id().text(), restore.target());
    };
  }

  static Chosen parse(String text) {
    String[] words = text.split(" ", WORDS);
    RecoveryTarget target =
        words.length < WORDS
            ? new RecoveryTarget.Backup()
            : words[2].equals(BEFORE)
                ? new RecoveryTarget.Before(Long.parseLong(words[3]))
                : new RecoveryTarget.Time(Instant.parse(words[3]));
    return new Chosen(Means.of(words[0]), words.length > 1 ? words[1] : "", target);
  }

  String text() {
    String begin = (means + " " + backup).strip();
    return switch (target) {
      case RecoveryTarget.Before(long transaction) -> begin + " " + BEFORE + " " + transaction;
      case RecoveryTarget.Time(Instant time) -> begin + " at " + time;
      case RecoveryTarget.Backup _, RecoveryTarget.Place _, RecoveryTarget.Point _ -> begin;
    };
  }
}
