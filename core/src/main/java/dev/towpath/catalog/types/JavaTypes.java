package dev.towpath.catalog.types;

import dev.towpath.catalog.shape.Name;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.shape.TypeName;
import java.util.Map;

/// What the JDBC driver gives for a PostgreSQL type, as a type of Java.
///
/// @param nested the records and enums that are written, by the names in the database
record JavaTypes(Shape shape, Map<Name, String> nested) {
  private static final Map<String, String> PRIMITIVES =
      Map.of(
          "boolean", "boolean",
          "smallint", "short",
          "integer", "int",
          "bigint", "long",
          "real", "float",
          "double precision", "double");
  private static final Map<String, String> BOXES =
      Map.of(
          "boolean", "Boolean",
          "short", "Short",
          "int", "Integer",
          "long", "Long",
          "float", "Float",
          "double", "Double");
  private static final Map<String, String> CLASSES =
      Map.of(
          "numeric", "BigDecimal",
          "uuid", "UUID",
          "date", "LocalDate",
          "time without time zone", "LocalTime",
          "time with time zone", "OffsetTime",
          "timestamp without time zone", "LocalDateTime",
          "timestamp with time zone", "OffsetDateTime",
          "bytea", "byte[]");

  /// A type that has no class of its own is a text, as PostgreSQL writes it.
  String of(TypeName type, boolean nullable) {
    TypeName base = Domains.base(shape, type);
    String element = element(base.name());
    if (base.array()) {
      return "List<" + BOXES.getOrDefault(element, element) + ">";
    }
    return nullable ? BOXES.getOrDefault(element, element) : element;
  }

  private String element(Name name) {
    if (!name.schema().isEmpty()) {
      return nested.getOrDefault(name, "String");
    }
    String primitive = PRIMITIVES.get(name.name());
    return primitive == null ? CLASSES.getOrDefault(name.name(), "String") : primitive;
  }
}
