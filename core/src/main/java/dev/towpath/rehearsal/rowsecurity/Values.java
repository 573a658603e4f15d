package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.rowsecurity.GuardedTable.Check;
import dev.towpath.rehearsal.rowsecurity.GuardedTable.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values that a column might take, as SQL, the likeliest first.
final class Values {
  private static final int MOST_LABELS = 8;
  private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])-?\\d{1,9}(?:\\.\\d+)?");

  private Values() {}

  /// @param salt makes the values of one row differ from another's
  static List<String> of(GuardedTable table, Column column, String salt) {
    List<String> values = new ArrayList<>();
    table.checks().stream()
        .filter(check -> check.columns().contains(column.name()))
        .forEach(check -> values.addAll(fromCheck(check, column)));
    usual(column, salt).stream().map(value -> literal(value, column)).forEach(values::add);
    return values;
  }

  static String literal(String value, Column column) {
    return "'" + value.replace("'", "''") + "'::" + column.type();
  }

  private static List<String> fromCheck(Check check, Column column) {
    List<String> values = new ArrayList<>();
    if (column.category() == 'N') {
      Matcher number = NUMBER.matcher(check.definition());
      while (number.find()) {
        for (String step : List.of("", " + 1", " - 1")) {
          values.add("(" + number.group() + step + ")::" + column.type());
        }
      }
    } else if (column.category() == 'S' && !check.definition().contains("~")) {
      Matcher text = TEXT.matcher(check.definition());
      while (text.find()) {
        values.add("'" + text.group(1) + "'::" + column.type());
      }
    }
    return values;
  }

  private static List<String> usual(Column column, String salt) {
    if (!column.labels().isEmpty()) {
      return column.labels().subList(0, Math.min(MOST_LABELS, column.labels().size()));
    }
    return switch (column.category()) {
      case 'B' -> List.of("true", "false");
      case 'N' -> numbers(column, salt);
      case 'S' -> texts(column, salt);
      case 'D' ->
          column.base().startsWith("time") && !column.base().startsWith("timestamp")
              ? List.of("12:00")
              : List.of("2026-01-02", "2036-01-02");
      case 'T' -> List.of("1 day");
      case 'A' -> List.of("{}");
      case 'I' -> List.of("127.0.0.1");
      case 'R' -> List.of("empty");
      case 'G' -> List.of("(0,0)", "(0,0),(1,1)");
      case 'V' -> List.of("0", "1");
      default -> others(column, salt);
    };
  }

  private static List<String> numbers(Column column, String salt) {
    int own = Math.floorMod(salt.hashCode(), 30_000) + 1;
    return column.unique() ? List.of("" + own) : List.of("1", "0", "10", "100", "" + own);
  }

  private static List<String> texts(Column column, String salt) {
    String word = salt.replaceAll("[^a-z0-9]", "");
    return List.of(
        column.name() + " " + salt,
        word + "@example.com",
        "https://example.com/" + word,
        word,
        "aa",
        "AB",
        "#aabbcc",
        "+15550100",
        "12345",
        "2026-01-02",
        "a".repeat(40));
  }

  private static List<String> others(Column column, String salt) {
    return switch (column.base()) {
      case "uuid" ->
          List.of(
              UUID.nameUUIDFromBytes((column.name() + salt).getBytes(StandardCharsets.UTF_8))
                  .toString());
      case "json", "jsonb" -> List.of("{}", "[]");
      case "bytea" -> List.of("\\x00");
      case "xml" -> List.of("<a/>");
      default -> List.of("", "1", "{}");
    };
  }
}
