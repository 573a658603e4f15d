package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;

/// Writes the statements for a family of kinds. Owners, grants, comments and labels are not its
/// affair: [Finish] writes them for all.
interface Family {
  void create(CatalogObject object);

  void drop(CatalogObject object);

  /// What of a change can be done in place.
  void change(Change change);

  /// Whether a change needs the object to be dropped and made again.
  default boolean needsRemake(Change change) {
    return false;
  }
}
