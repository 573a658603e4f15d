package dev.towpath.migration.layout;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/// Versions as tools order them.
public final class Versions {
  /// A version made from a moment: 14 digits, UTC, to the second.
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  /// Character by character: `10` comes before `9`.
  static final Comparator<String> AS_TEXT = Comparator.naturalOrder();

  /// By value: `9` comes before `10`, and `01` is `1`.
  static final Comparator<String> AS_NUMBER = Versions::compareNumbers;

  /// Part by part between dots, each by value; a missing part is 0: `1.9`, `1.10`, `2` and `2.0`.
  static final Comparator<String> DOTTED = Versions::compareDotted;

  private Versions() {}

  public static String stamp(Instant moment) {
    return STAMP.format(moment);
  }

  /// The digits at the start of a version; empty if it starts with something else.
  public static String digits(String version) {
    int end = 0;
    while (end < version.length() && isDigit(version.charAt(end))) {
      end++;
    }
    return version.substring(0, end);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int compareNumbers(String a, String b) {
    if (a.length() == b.length() && !a.startsWith("0") && !b.startsWith("0")) {
      return a.compareTo(b);
    }
    String left = digits(a);
    String right = digits(b);
    if (left.isEmpty() || right.isEmpty()) {
      return a.compareTo(b);
    }
    return new BigInteger(left).compareTo(new BigInteger(right));
  }

  private static int compareDotted(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = compareNumbers(part(left, i), part(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? parts[index] : "0";
  }
}
