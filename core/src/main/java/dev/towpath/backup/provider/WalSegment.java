package dev.towpath.backup.provider;

import dev.towpath.json.JsonObject.Malformed;
import java.util.regex.Pattern;

/// A file of the write-ahead log by its name: 24 hexadecimal digits.
///
/// @param log the upper 32 bits of where it begins, and `part` its number in these 4 GiB
record WalSegment(long timeline, long log, long part) implements Comparable<WalSegment> {
  private static final Pattern FORM = Pattern.compile("[0-9A-F]{24}");
  private static final int DIGITS = 8;
  private static final int RADIX = 16;

  /// @throws Malformed if it is no such name
  static WalSegment of(String name) throws Malformed {
    if (!FORM.matcher(name).matches()) {
      throw new Malformed("\"" + name + "\" is no segment of the write-ahead log.");
    }
    return new WalSegment(digits(name, 0), digits(name, 1), digits(name, 2));
  }

  private static long digits(String name, int index) {
    return Long.parseLong(name.substring(index * DIGITS, (index + 1) * DIGITS), RADIX);
  }

  /// The one behind it.
  ///
  /// @param bytes the size of each
  WalSegment next(long bytes) {
    return (part + 1) * bytes < 1L << 32
        ? new WalSegment(timeline, log, part + 1)
        : new WalSegment(timeline, log + 1, 0);
  }

  String name() {
    return "%08X%08X%08X".formatted(timeline, log, part);
  }

  @Override
  public int compareTo(WalSegment other) {
    return name().compareTo(other.name());
  }
}
