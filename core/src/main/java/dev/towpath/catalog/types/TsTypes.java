package dev.towpath.catalog.types;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.Quoted;
import dev.towpath.catalog.shape.Column;
import dev.towpath.catalog.shape.Name;
import dev.towpath.catalog.shape.Relation;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.shape.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a value of a PostgreSQL type is in the JSON that clients get, as a type of TypeScript.
///
/// @param schemas the ones that are written, whose types can be named
record TsTypes(Shape shape, List<String> schemas) {
  private static final Ts UNKNOWN = Ts.word("unknown");
  private static final Ts JSON = Ts.word("Json");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "real", "double precision", "numeric");
  private static final Set<String> TEXTS =
      Set.of(
          "bytea",
          "character",
          "character varying",
          "date",
          "text",
          "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone",
          "uuid",
          "interval");

  /// Types of extensions that are texts in JSON, in whatever schema they are.
  private static final Set<String> TEXTS_OF_EXTENSIONS = Set.of("citext", "vector");

  Ts of(TypeName type) {
    Ts element = named(type.name());
    return type.array() ? Ts.array(element) : element;
  }

  private Ts named(Name name) {
    return name.schema().isEmpty() ? ofPostgres(name.name()) : ofSchema(name);
  }

  private static Ts ofPostgres(String name) {
    if (NUMBERS.contains(name)) {
      return Ts.word("number");
    }
    if (TEXTS.contains(name)) {
      return Ts.word("string");
    }
    return switch (name) {
      case "boolean" -> Ts.word("boolean");
      case "json", "jsonb" -> JSON;
      case "void" -> Ts.word("undefined");
      case "record" -> Ts.word("Record<string, unknown>");
      default -> UNKNOWN;
    };
  }

  private Ts ofSchema(Name name) {
    Optional<Relation> relation = shape.relation(name);
    if (relation.isPresent()) {
      return relation.get().kind() == Kind.COMPOSITE_TYPE
          ? member(name, "CompositeTypes", "")
          : member(name, relation.get().isView() ? "Views" : "Tables", "[\"Row\"]");
    }
    CatalogObject type = shape.types().get(name);
    if (type == null) {
      return TEXTS_OF_EXTENSIONS.contains(name.name()) ? Ts.word("string") : UNKNOWN;
    }
    return switch (type.name().kind()) {
      case ENUM ->
          schemas.contains(name.schema())
              ? member(name, "Enums", "")
              : Ts.union(Labels.of(type).stream().map(Quoted::of).toList());
      case DOMAIN -> of(Domains.base(shape, new TypeName(name, false)));
      default -> UNKNOWN;
    };
  }

  private Ts member(Name name, String section, String end) {
    return schemas.contains(name.schema())
        ? Ts.word(
            "Database[%s][\"%s\"][%s]%s"
                .formatted(Quoted.of(name.schema()), section, Quoted.of(name.name()), end))
        : UNKNOWN;
  }

  /// A column's value. JSON that is not null is none of JSON's nulls either.
  Ts of(Column column, boolean nullable) {
    Ts type = of(column.type());
    if (nullable) {
      return Ts.nullable(type);
    }
    return type.equals(JSON) ? Ts.word("NonNullable<Json>") : type;
  }

  /// Whether a column of a relation can be null, seen through views.
  boolean nullable(Relation relation, Column column) {
    if (!relation.isView()) {
      return !column.notNull() && !Domains.notNull(shape, column.type());
    }
    return shape
        .stored(relation.name(), column.name())
        .filter(origin -> origin.kept())
        .flatMap(
            origin ->
                shape
                    .relation(origin.relation())
                    .flatMap(table -> table.column(origin.column()))
                    .filter(stored -> stored.notNull() || Domains.notNull(shape, stored.type())))
        .isEmpty();
  }
}
