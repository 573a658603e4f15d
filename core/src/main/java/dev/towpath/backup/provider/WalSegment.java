package dev.towpath.backup.provider;

/// A file of the write-ahead log by its name: 24 hexadecimal digits.
///
/// @param log the upper 32 bits of where it begins, and `part` its number in these 4 GiB
record WalSegment(long timeline, long log, long part) implements Comparable<WalSegment> {
  private static final int DIGITS = 8;
  private static final int RADIX = 16;

  static WalSegment of(String name) {
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
