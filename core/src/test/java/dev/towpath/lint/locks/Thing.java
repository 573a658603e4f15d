package dev.towpath.lint.locks;

/// An object that a form may lock.
///
/// @param catalog the system catalog that has it, by OID; two catalogs may use one OID
/// @param owner the table of an index, otherwise the object's own name
/// @param file the number of the file that holds its rows; 0 where it has none
record Thing(long catalog, long oid, String name, String owner, Role role, long file, long bytes) {
  /// Whether it has rows, so that another session can stand in the way of a statement on it.
  boolean hasRows() {
    return switch (role) {
      case TABLE, REFERENCED, REFERENCING, UNDERLYING, MATERIALIZED_VIEW -> true;
      case PARENT, PARTITION, DEFAULT_PARTITION, OTHER_PARTITION -> true;
      case INDEX, REFERENCED_INDEX, REFERENCING_INDEX, PARENT_INDEX, PARTITION_INDEX -> false;
      case DEFAULT_PARTITION_INDEX, OTHER_PARTITION_INDEX, UNDERLYING_INDEX -> false;
      case VIEW, MATERIALIZED_VIEW_INDEX -> false;
      case SEQUENCE, TYPE, FUNCTION, SCHEMA, PUBLICATION -> false;
    };
  }
}
