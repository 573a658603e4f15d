package dev.towpath.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns the rows of a [KindQuery] into objects.
final class RowReader {
  private final Kind kind;
  private final ResultSet rows;
  private final List<String> columns = new ArrayList<>();

  RowReader(Kind kind, ResultSet rows) throws SQLException {
    this.kind = kind;
    this.rows = rows;
    ResultSetMetaData about = rows.getMetaData();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      columns.add(about.getColumnLabel(i));
    }
  }

  /// Where a row's object stands, what it hangs on (0 if nothing), what it is called and made of.
  record Row(Address address, long relation, ObjectName name, Map<String, String> properties) {}

  Row row() throws SQLException {
    Map<String, String> marks = new TreeMap<>();
    Map<String, String> properties = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      switch (column) {
        case "@options" -> options(rows.getArray(i + 1), false, properties);
        case "@secrets" -> options(rows.getArray(i + 1), true, properties);
        case "@grants", "@pairs" -> properties.putAll(Pairs.of(rows.getString(i + 1)));
        default -> put(column.startsWith("@") ? marks : properties, column, rows.getString(i + 1));
      }
    }
    ObjectName name =
        new ObjectName(kind, text(marks, "@schema"), text(marks, "@parent"), text(marks, "@name"));
    Address address =
        new Address(
            number(marks, "@class"), number(marks, "@object"), (int) number(marks, "@part"));
    return new Row(address, number(marks, "@relation"), name, properties);
  }

  private void options(@Nullable Array array, boolean secrets, Map<String, String> properties)
      throws SQLException {
    if (array == null) {
      return;
    }
    for (String option : (String[]) array.getArray()) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      String value = option.substring(equals + 1);
      put(properties, "option " + name, secrets ? Secrets.redacted(kind, name, value) : value);
    }
  }

  private static void put(Map<String, String> into, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      into.put(name, value);
    }
  }

  private static String text(Map<String, String> marks, String column) {
    return marks.getOrDefault(column, "");
  }

  private static long number(Map<String, String> marks, String column) {
    return Long.parseLong(marks.getOrDefault(column, "0"));
  }
}
