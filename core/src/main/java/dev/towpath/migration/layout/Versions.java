package dev.towpath.migration.layout;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.Optional;

/// Versions as tools order them.
public final class Versions {
  /// A version made from a moment: 14 digits, UTC, to the second.
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  private static final int STAMP_DIGITS = 14;

  private static final DateTimeFormatter STRICT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

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

  /// The moment that a version of 14 digits stands for; empty if it isn't a real time.
  public static Optional<Instant> moment(String version) {
    if (version.length() != STAMP_DIGITS || !digits(version).equals(version)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(version, STRICT).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// The digits at the start of a version; empty if it starts with something else.
  public static String digits(String version) {
    int end = 0;
    while (end < version.length() && isDigit(version.charAt(end))) {
      end++;
    }
    return version.substring(0, end);
  }

  /// A number without leading zeros.
  static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
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
    if (a.indexOf('.') < 0 && b.indexOf('.') < 0) {
      return compareNumbers(a, b);
    }
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
