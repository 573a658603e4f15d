package dev.towpath.lint.effect;

import dev.towpath.lint.schema.Name;
import java.util.Set;

/// PostgreSQL's own types, of which it is known that they are no domains.
final class BuiltInTypes {
  private static final Set<String> NAMES =
      Set.of(
          "bit",
          "bool",
          "boolean",
          "box",
          "bpchar",
          "bytea",
          "char",
          "cidr",
          "circle",
          "date",
          "daterange",
          "float4",
          "float8",
          "inet",
          "int",
          "int2",
          "int4",
          "int4range",
          "int8",
          "int8range",
          "interval",
          "json",
          "jsonb",
          "jsonpath",
          "line",
          "lseg",
          "macaddr",
          "macaddr8",
          "money",
          "name",
          "numeric",
          "numrange",
          "oid",
          "path",
          "pg_lsn",
          "point",
          "polygon",
          "regclass",
          "text",
          "time",
          "timestamp",
          "timestamptz",
          "timetz",
          "tsquery",
          "tsrange",
          "tstzrange",
          "tsvector",
          "uuid",
          "varbit",
          "varchar",
          "xml");

  private BuiltInTypes() {}

  static boolean has(Name type) {
    return type.schema().equals("pg_catalog")
        || (!type.isQualified() && NAMES.contains(type.name()));
  }
}
