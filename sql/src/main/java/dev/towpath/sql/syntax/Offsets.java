package dev.towpath.sql.syntax;

import java.util.Arrays;

/// Converts offsets in a text, from bytes of its UTF-8 or from code points to UTF-16 code units.
public final class Offsets {
  private static final int[] SAME = {};

  private final String text;

  /// For each byte of the UTF-8 its offset in UTF-16; empty where all are the same.
  private final int[] units;

  /// For a text without lone surrogates, and the length of its UTF-8.
  public Offsets(String text, int utf8Length) {
    this.text = text;
    units = utf8Length == text.length() ? SAME : units(text, utf8Length);
  }

  private static int[] units(String text, int utf8Length) {
    int[] units = new int[utf8Length + 1];
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      Arrays.fill(units, bytes, bytes + length, i);
      bytes += length;
      i += Character.charCount(point);
    }
    units[utf8Length] = text.length();
    return units;
  }

  /// The offset of a byte; -1 stays -1.
  public int utf16(int utf8) {
    return utf8 < 0 || units.length == 0 ? utf8 : units[utf8];
  }

  /// The offset of a character that PostgreSQL counts from 1 in code points; 0 where it counts
  /// none.
  public int utf16OfPosition(int position) {
    return position <= 0 ? 0 : text.offsetByCodePoints(0, position - 1);
  }
}
