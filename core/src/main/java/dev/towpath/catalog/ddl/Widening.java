package dev.towpath.catalog.ddl;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether each value of one type is a value of another, for the types whose names tell.
final class Widening {
  private static final List<String> NUMBERS = List.of("smallint", "integer", "bigint", "numeric");
  private static final Pattern LIMITED = Pattern.compile("character varying\\((\\d+)\\)");

  private Widening() {}

  static boolean keepsAll(String before, String after) {
    if (NUMBERS.contains(before) && NUMBERS.contains(after)) {
      return NUMBERS.indexOf(before) < NUMBERS.indexOf(after);
    }
    Matcher from = LIMITED.matcher(before);
    Matcher to = LIMITED.matcher(after);
    if (from.matches() && to.matches()) {
      return Integer.parseInt(from.group(1)) <= Integer.parseInt(to.group(1));
    }
    return after.equals("text") || after.equals("character varying");
  }
}
