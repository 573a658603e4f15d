package dev.towpath.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns the rows of a [KindQuery] into objects.
final class RowReader {
  private final Kind kind;
  private final ResultSet rows;
  private final Map<Mark, Integer> marks = new EnumMap<>(Mark.class);
  private final List<Column> columns = new ArrayList<>();

  /// What says which object a row is of.
  private enum Mark {
    CLASS,
    OBJECT,
    PART,
    RELATION,
    SCHEMA,
    PARENT,
    NAME
  }

  /// A column that gives one property or several.
  private record Column(int at, String name) {}

  RowReader(Kind kind, ResultSet rows) throws SQLException {
    this.kind = kind;
    this.rows = rows;
    ResultSetMetaData about = rows.getMetaData();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      String name = about.getColumnLabel(i);
      switch (name) {
        case "@class" -> marks.put(Mark.CLASS, i);
        case "@object" -> marks.put(Mark.OBJECT, i);
        case "@part" -> marks.put(Mark.PART, i);
        case "@relation" -> marks.put(Mark.RELATION, i);
        case "@schema" -> marks.put(Mark.SCHEMA, i);
        case "@parent" -> marks.put(Mark.PARENT, i);
        case "@name" -> marks.put(Mark.NAME, i);
        default -> columns.add(new Column(i, name));
      }
    }
  }

  /// Where a row's object stands, what it hangs on (0 if nothing), what it is called and made of.
  record Row(Address address, long relation, ObjectName name, TreeMap<String, String> properties) {}

  Row row() throws SQLException {
    TreeMap<String, String> properties = new TreeMap<>();
    for (Column column : columns) {
      switch (column.name()) {
        case "@options" -> options(rows.getArray(column.at()), false, properties);
        case "@secrets" -> options(rows.getArray(column.at()), true, properties);
        case "@grants", "@pairs" -> properties.putAll(Pairs.of(rows.getString(column.at())));
        default -> put(properties, column.name(), rows.getString(column.at()));
      }
    }
    ObjectName name = new ObjectName(kind, text(Mark.SCHEMA), text(Mark.PARENT), text(Mark.NAME));
    Address address = new Address(number(Mark.CLASS), number(Mark.OBJECT), (int) number(Mark.PART));
    return new Row(address, number(Mark.RELATION), name, properties);
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

  private String text(Mark mark) throws SQLException {
    int at = marks.getOrDefault(mark, 0);
    String value = at == 0 ? null : rows.getString(at);
    return value == null ? "" : value;
  }

  /// 0 where the column is absent or null.
  private long number(Mark mark) throws SQLException {
    int at = marks.getOrDefault(mark, 0);
    return at == 0 ? 0 : rows.getLong(at);
  }
}
