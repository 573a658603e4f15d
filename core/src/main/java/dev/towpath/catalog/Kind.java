package dev.towpath.catalog;

import java.util.Locale;

/// What an object of a schema is. The order is the one in which a table's parts are listed.
public enum Kind {
  EXTENSION,
  LANGUAGE,
  ACCESS_METHOD,
  CAST,
  TRANSFORM,
  FOREIGN_DATA_WRAPPER,
  SERVER,
  USER_MAPPING,
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
  ENUM,
  DOMAIN,
  COMPOSITE_TYPE,
  RANGE_TYPE,
  BASE_TYPE,
  FUNCTION,
  PROCEDURE,
  AGGREGATE,
  OPERATOR,
  OPERATOR_CLASS,
  OPERATOR_FAMILY,
  COLLATION,
  CONVERSION,
  TEXT_SEARCH_PARSER,
  TEXT_SEARCH_TEMPLATE,
  TEXT_SEARCH_DICTIONARY,
  TEXT_SEARCH_CONFIGURATION,
  STATISTICS,
  COLUMN,
  CONSTRAINT,
  INDEX,
  TRIGGER,
  POLICY,
  RULE;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// The word in the text form and in JSON: `materialized-view`.
  public String word() {
    return word;
  }

  /// The words in a sentence: `materialized view`.
  public String words() {
    return word.replace('-', ' ');
  }
}
