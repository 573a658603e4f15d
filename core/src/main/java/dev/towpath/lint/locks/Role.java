package dev.towpath.lint.locks;

import java.util.EnumSet;
import java.util.Locale;

/// What an object is to a statement.
public enum Role {
  TABLE("the table"),
  INDEX("the table's indexes"),
  REFERENCED("the referenced table"),
  REFERENCED_INDEX("the referenced table's indexes"),
  REFERENCING("the referencing table"),
  REFERENCING_INDEX("the referencing table's indexes"),
  PARENT("the partitioned table"),
  PARENT_INDEX("the partitioned table's index"),
  PARTITION("the partition"),
  PARTITION_INDEX("the partition's indexes"),
  DEFAULT_PARTITION("the default partition"),
  DEFAULT_PARTITION_INDEX("the default partition's indexes"),
  OTHER_PARTITION("the other partitions"),
  OTHER_PARTITION_INDEX("the other partitions' indexes"),
  VIEW("the view"),
  MATERIALIZED_VIEW("the materialized view"),
  MATERIALIZED_VIEW_INDEX("the materialized view's indexes"),
  UNDERLYING("the table that the view reads"),
  UNDERLYING_INDEX("the indexes of the table that the view reads"),
  SEQUENCE("the sequence"),
  TYPE("the type"),
  FUNCTION("the function"),
  SCHEMA("the schema"),
  PUBLICATION("the publication");

  private final String words;

  Role(String words) {
    this.words = words;
  }

  /// The role of that name, as `word` gives it.
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// The name in the lock table: `default-partition`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// In words for a person: `the default partition`.
  public String words() {
    return words;
  }

  /// The role of an index of an object of this role.
  Role index() {
    return this == TABLE ? INDEX : valueOf(name() + "_INDEX");
  }

  /// The role of the table that an index belongs to; the role itself if it is of no index.
  public Role owner() {
    if (this == INDEX) {
      return TABLE;
    }
    return isIndex() ? valueOf(name().substring(0, name().length() - "_INDEX".length())) : this;
  }

  /// Whether the object is an index.
  public boolean isIndex() {
    return this == INDEX || name().endsWith("_INDEX");
  }

  /// Whether the object is one that `pg_class` has.
  public boolean isRelation() {
    return !EnumSet.of(TYPE, FUNCTION, SCHEMA, PUBLICATION).contains(this);
  }
}
