package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A type as `format_type` writes it, so that a script's and a catalog's words can be compared.
public final class TypeText {
  private static final Map<String, String> BUILT_IN =
      Map.ofEntries(
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("int", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("varchar", "character varying"),
          Map.entry("bpchar", "character"),
          Map.entry("varbit", "bit varying"),
          Map.entry("timestamptz", "timestamp with time zone"),
          Map.entry("timestamp", "timestamp without time zone"),
          Map.entry("timetz", "time with time zone"),
          Map.entry("time", "time without time zone"),
          Map.entry("smallserial", "smallint"),
          Map.entry("serial2", "smallint"),
          Map.entry("serial", "integer"),
          Map.entry("serial4", "integer"),
          Map.entry("bigserial", "bigint"),
          Map.entry("serial8", "bigint"));

  private static final Set<String> SERIAL =
      Set.of("smallserial", "serial", "bigserial", "serial2", "serial4", "serial8");

  private TypeText() {}

  /// Whether a column's type is short for an integer with a sequence of its own.
  public static boolean isSerial(Node.ColumnDef column) {
    return column.typeName() != null
        && column.typeName().names().size() == 1
        && SERIAL.contains(Name.of(column.typeName().names()).name());
  }

  public static String of(Node.TypeName type) {
    Name name = Name.of(type.names());
    boolean own = name.isQualified() && !name.schema().equals("pg_catalog");
    String word = own ? name.toString() : BUILT_IN.getOrDefault(name.name(), name.name());
    return modified(word, modifiers(type)) + (type.arrayBounds().isEmpty() ? "" : "[]");
  }

  /// The modifiers of a time stand behind its first word: `timestamp(3) with time zone`.
  private static String modified(String word, String modifiers) {
    int space = word.startsWith("time") ? word.indexOf(' ') : -1;
    return space < 0
        ? word + modifiers
        : word.substring(0, space) + modifiers + word.substring(space);
  }

  private static String modifiers(Node.TypeName type) {
    if (type.typmods().isEmpty() || Name.of(type.names()).name().equals("interval")) {
      return "";
    }
    return type.typmods().stream()
        .map(TypeText::modifier)
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String modifier(Node modifier) {
    return switch (modifier) {
      case Node.A_Const constant when constant.ival() != null ->
          String.valueOf(constant.ival().ival());
      case Node.A_Const constant when constant.sval() != null -> constant.sval().sval();
      case Node.ColumnRef column -> Name.of(column.fields()).name();
      case Node other -> "?";
    };
  }
}
