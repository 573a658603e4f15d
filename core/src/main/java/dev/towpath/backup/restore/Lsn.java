package dev.towpath.backup.restore;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A byte of the write-ahead log, written `16/B374D848`.
record Lsn(long value) implements Comparable<Lsn> {
  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

  static Optional<Lsn> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new Lsn((Long.parseLong(form.group(1), 16) << 32) | Long.parseLong(form.group(2), 16)))
        : Optional.empty();
  }

  static Lsn of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("No LSN: " + text));
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return "%X/%X".formatted(value >>> 32, value & 0xFFFFFFFFL);
  }
}
