package dev.towpath.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// A backup's name, which is the name of its folder: `20261121T184200Z-production-4f2a`.
///
/// Sorting the texts sorts the backups by time.
public record BackupId(String text) implements Comparable<BackupId> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern FORM =
      Pattern.compile("\\d{8}T\\d{6}Z-[a-z0-9_-]{1,40}-[0-9a-f]{4}");
  private static final int ENVIRONMENT_LIMIT = 40;

  public BackupId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("Not a backup's name: " + text);
    }
  }

  static BackupId of(Instant when, String environment, RandomGenerator random) {
    String word = environment.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    String shorter = word.substring(0, Math.min(word.length(), ENVIRONMENT_LIMIT));
    return new BackupId(
        TIME.format(when) + "-" + shorter + "-" + "%04x".formatted(random.nextInt(1 << 16)));
  }

  /// The name that a text is, if it is one.
  public static Optional<BackupId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new BackupId(text)) : Optional.empty();
  }

  /// When it was begun, to the second.
  public Instant begun() {
    return TIME.parse(text.substring(0, text.indexOf('Z') + 1), Instant::from);
  }

  @Override
  public int compareTo(BackupId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
