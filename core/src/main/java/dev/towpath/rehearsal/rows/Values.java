package dev.towpath.rehearsal.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// SQL expressions over the row number `g` that may give a column its values, the likeliest first.
/// The first of each list gives each row another value where the type has enough of them.
public final class Values {
  private static final Pattern LITERAL =
      Pattern.compile("'(?:[^']|'')*'|(?<![\\w.'])-?\\d+(?:\\.\\d+)?(?![\\w.])");
  private static final String DAY = "timestamp '2026-01-01' + g * interval '1 second'";
  private static final String ARRAY_OF = "array[%s]";
  private static final int SHORT = 12;
  private static final int MOST_DIGITS = 18;

  private Values() {}

  /// @param mentions what is said of the column elsewhere, in checks: literals in it are tried too
  private static List<String> of(Column column, List<String> mentions) {
    List<String> values = new ArrayList<>(plain(column));
    List<String> literals = literals(mentions);
    if (literals.size() > 1) {
      values.add(1, oneOf(literals));
    }
    for (String literal : literals) {
      values.add(literal);
      if (column.isNumber()) {
        values.add(literal + " + 1");
        values.add(literal + " - 1");
      }
    }
    return cast(column, values);
  }

  /// Those of a column in its table, which are also tried on what its domain and the checks say.
  public static List<String> of(TableShape table, Column column) {
    if (table.partitionKey().filter(column.name()::equals).isPresent()) {
      return within(column, table.bounds());
    }
    List<String> mentions = new ArrayList<>(List.of(column.domain()));
    table.checks().stream()
        .filter(each -> each.columns().contains(column.name()))
        .map(TableShape.Check::expression)
        .forEach(mentions::add);
    return of(column, mentions);
  }

  /// A value of the column's type.
  public static String literal(String value, Column column) {
    return "'" + value.replace("'", "''") + "'::" + column.type();
  }

  /// For the key of a partitioned table: what its partitions take, by their bounds.
  private static List<String> within(Column column, List<String> bounds) {
    return cast(column, bounds.isEmpty() ? plain(column) : List.of(oneOf(literals(bounds))));
  }

  private static List<String> cast(Column column, List<String> values) {
    List<String> all = new ArrayList<>(values);
    if (!column.notNull()) {
      all.add("null");
    }
    return all.stream().map(each -> "(" + each + ")::" + column.type()).toList();
  }

  private static List<String> literals(List<String> mentions) {
    List<String> found = new ArrayList<>();
    for (String mention : mentions) {
      Matcher literal = LITERAL.matcher(mention);
      while (literal.find()) {
        if (!found.contains(literal.group())) {
          found.add(literal.group());
        }
      }
    }
    return found;
  }

  private static String oneOf(List<String> literals) {
    return literals.stream()
        .collect(Collectors.joining(", ", "(array[", "])[1 + g % " + literals.size() + "]"));
  }

  private static List<String> plain(Column column) {
    if (column.isArray()) {
      Column element =
          new Column(
              column.name(), column.element(), column.element(), "b", "", -1, true, false, "", "");
      List<String> arrays =
          new ArrayList<>(ofType(element).stream().map(ARRAY_OF::formatted).toList());
      arrays.add("'{}'");
      return arrays;
    }
    if (column.form().equals("e")) {
      String range = "enum_range(null::" + column.type() + ")";
      return List.of("(" + range + ")[1 + g % cardinality(" + range + ")]");
    }
    return ofType(column);
  }

  private static List<String> ofType(Column column) {
    return switch (column.base()) {
      case "int2" -> numbers("g % 32767");
      case "int4" -> numbers("g % 2147483647");
      case "int8", "float4", "float8", "money" -> numbers("g");
      case "numeric" -> numbers(numeric(column.digits(), column.modifier()));
      case "bool" -> List.of("g % 2 = 0", "true", "false");
      case "text", "varchar", "bpchar", "citext", "name" -> texts(column);
      case "char" -> List.of("'a'");
      case "uuid" -> List.of("md5('" + column.name().replace("'", "") + "' || g)");
      case "timestamp", "timestamptz" ->
          List.of(
              DAY, "timestamp '2056-01-01' + g * interval '1 second'", "timestamp '1996-01-01'");
      case "date" ->
          List.of(
              "date '2026-01-01' + (g % 100000)::int", "date '2526-01-01'", "date '1996-01-01'");
      case "time", "timetz" -> List.of("time '00:00' + (g % 86400) * interval '1 second'");
      case "interval" -> List.of("g * interval '1 second'", "interval '1 day'");
      case "json", "jsonb" ->
          List.of("jsonb_build_object('n', g)::text", "'[]'", "'{}'", "'\"a\"'", "'1'");
      case "bytea" -> List.of("decode(md5(g::text), 'hex')");
      case "inet" -> List.of("inet '10.0.0.0' + g % 16777216");
      case "cidr" -> List.of("host(inet '10.0.0.0' + g % 16777216)");
      case "macaddr" -> List.of("lpad(to_hex(g), 12, '0')");
      case "bit", "varbit" -> List.of("repeat('1', " + Math.max(1, column.modifier()) + ")");
      case "point" -> List.of("point(g, g)");
      case "tsvector" -> List.of("to_tsvector('simple', 'word' || g)");
      case "int4range", "int8range", "numrange" ->
          List.of("'[' || 2 * g || ',' || 2 * g + 1 || ')'");
      case "tsrange", "tstzrange" -> List.of("'[' || " + DAY + " || ',' || " + later() + " || ')'");
      case "daterange" -> List.of("daterange('2026-01-01'::date + (g % 100000)::int, null)::text");
      default -> unknown();
    };
  }

  private static String later() {
    return "timestamp '2026-01-01' + (g + 1) * interval '1 second'";
  }

  private static String numeric(int digits, int modifier) {
    boolean free = modifier < 0 || digits > MOST_DIGITS;
    return free ? "g" : digits == 0 ? "0" : "g % " + "1" + "0".repeat(digits);
  }

  private static List<String> numbers(String first) {
    return List.of(
        first, "1 + g % 5", "1 + g % 100", "g % 2", "0", "1", "-1 - g % 100", "1900 + g % 150");
  }

  private static List<String> texts(Column column) {
    int length = column.length();
    String own = "'" + column.name().replace("\"", "").replace("'", "''") + " ' || g";
    boolean narrow = length > 0 && length < column.name().length() + SHORT;
    return List.of(
        narrow ? "right(lpad(g::text, " + length + ", '0'), " + length + ")" : own,
        "'a' || g",
        "'A' || g",
        "'user' || g || '@example.org'",
        "'https://example.org/' || g",
        "lpad((g % 10000000000)::text, 10, '0')",
        "lpad((g % 10000)::text, 4, '0')",
        "'+1' || lpad((g % 10000000000)::text, 10, '0')",
        letters(97),
        letters(65),
        "chr(65 + (g / 26 % 26)::int) || chr(65 + (g % 26)::int)",
        "chr(97 + (g / 26 % 26)::int) || chr(97 + (g % 26)::int)",
        "md5(g::text)",
        "md5(g::text)::uuid::text",
        "'#' || lpad(to_hex(g % 16777216), 6, '0')",
        "'1.0.' || g",
        "'{}'",
        "''",
        "(timestamp '2026-01-01' + g * interval '1 second')::date::text");
  }

  private static String letters(int first) {
    String chr = "chr(" + first + " + (g / %d %% 26)::int)";
    return chr.formatted(676) + " || " + chr.formatted(26) + " || " + chr.formatted(1);
  }

  private static List<String> unknown() {
    return List.of(
        "'a' || g", "g::text", "'{}'", "'()'", "'[1,2,3]'", "'0/0'", "'empty'", "'<a/>'", "'1'");
  }
}
