package dev.towpath.release;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// The name of a release: its day and a word, as in `2026-11-21-orders`.
public record ReleaseId(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

  public ReleaseId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no release's name");
    }
  }

  /// Whether a text can be a release's name: letters, digits, '.', '_' and '-', at most 100.
  public static boolean fits(String text) {
    return FORM.matcher(text).matches();
  }

  /// The name of one that is planned now.
  public static ReleaseId of(Instant day, String word) {
    return new ReleaseId(DAY.format(day) + "-" + word);
  }

  @Override
  public String toString() {
    return text;
  }
}
