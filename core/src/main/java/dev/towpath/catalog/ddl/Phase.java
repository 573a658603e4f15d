package dev.towpath.catalog.ddl;

/// When a step runs, unless what it needs says otherwise.
enum Phase {
  /// Takes away what ties an object to others: a default, an identity, a place under a parent.
  LOOSEN,
  DROP,
  SCHEMA,
  EXTENSION,
  SHELL_TYPE,
  TYPE,
  FOREIGN_DATA,
  SEQUENCE,
  COLUMN,
  TABLE,
  PARENT,
  FUNCTION,
  WHOLE_TYPE,
  OPERATOR,
  TEXT_SEARCH,
  CONSTRAINT,
  INDEX,
  FOREIGN_KEY,
  VIEW,
  STATISTICS,
  TABLE_INDEX,
  TRIGGER,
  TRIGGER_STATE,
  POLICY,
  PUBLICATION,
  OWNER,
  OWNED_BY,
  GRANT,
  DEFAULT_PRIVILEGES,
  COMMENT,
  EVENT_TRIGGER
}
