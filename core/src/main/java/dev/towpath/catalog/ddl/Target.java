package dev.towpath.catalog.ddl;

import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;

/// An object as COMMENT ON, ALTER and GRANT name it, with the word for its kind.
final class Target {
  private Target() {}

  static String of(ObjectName name, Side side) {
    return switch (name.kind()) {
      case COLUMN -> "column " + Sql.parent(name) + "." + Sql.name(name.name());
      case CONSTRAINT -> "constraint " + Sql.name(name.name()) + " on " + constrained(name, side);
      case TRIGGER, POLICY, RULE ->
          name.kind().words() + " " + Sql.name(name.name()) + " on " + Sql.parent(name);
      case FUNCTION, PROCEDURE -> name.kind().words() + " " + routine(name);
      case AGGREGATE -> "aggregate " + routine(name).replaceFirst("\\(\\)$", "(*)");
      case OPERATOR -> "operator " + operator(name);
      case OPERATOR_CLASS, OPERATOR_FAMILY -> name.kind().words() + " " + using(name);
      case CAST -> "cast (" + name.name() + ")";
      case TRANSFORM -> "transform for " + name.name().replaceFirst(" in (.*)$", " language $1");
      case ENUM, COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> "type " + Sql.path(name);
      case USER_MAPPING ->
          "user mapping for " + Sql.role(name.name()) + " server " + Sql.name(name.parent());
      case INDEX -> "index " + Sql.path(name.schema(), name.name());
      case EXTENSION,
          LANGUAGE,
          ACCESS_METHOD,
          FOREIGN_DATA_WRAPPER,
          SERVER,
          EVENT_TRIGGER,
          PUBLICATION,
          SUBSCRIPTION,
          DEFAULT_PRIVILEGES,
          SCHEMA,
          TABLE,
          FOREIGN_TABLE,
          VIEW,
          MATERIALIZED_VIEW,
          SEQUENCE,
          DOMAIN,
          COLLATION,
          CONVERSION,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          TEXT_SEARCH_DICTIONARY,
          TEXT_SEARCH_CONFIGURATION,
          STATISTICS ->
          name.kind().words() + " " + Sql.path(name);
    };
  }

  private static String constrained(ObjectName name, Side side) {
    boolean domain = side.find(Kind.DOMAIN, name.schema(), name.parent()).isPresent();
    return (domain ? "domain " : "") + Sql.parent(name);
  }

  /// `canal.touch()`, its name quoted where it must be.
  static String routine(ObjectName name) {
    return Sql.path(name.schema(), Sql.withoutArguments(name.name())) + Sql.arguments(name.name());
  }

  /// `canal.===(canal.state, text)`.
  static String operator(ObjectName name) {
    return Sql.name(name.schema()) + "." + name.name();
  }

  /// `canal.code_ops using hash`.
  static String using(ObjectName name) {
    int at = name.name().lastIndexOf(" using ");
    return Sql.path(name.schema(), name.name().substring(0, at))
        + " using "
        + Sql.name(name.name().substring(at + " using ".length()));
  }
}
