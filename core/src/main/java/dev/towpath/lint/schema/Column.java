package dev.towpath.lint.schema;

/// A column of a table.
///
/// @param type as `format_type` writes it: `character varying(20)`; empty if unknown
/// @param hasDefault whether a new row gets a value by itself: a default, an identity, a generated
///     column
public record Column(String name, String type, boolean notNull, boolean hasDefault) {
  Column renamed(String now) {
    return new Column(now, type, notNull, hasDefault);
  }

  Column typed(String now) {
    return new Column(name, now, notNull, hasDefault);
  }

  Column required(boolean now) {
    return new Column(name, type, now, hasDefault);
  }

  Column defaulted(boolean now) {
    return new Column(name, type, notNull, now);
  }
}
