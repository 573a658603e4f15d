/// The schema of a database as data; snapshots of it are compared.
///
/// [CatalogReader] reads a database into a [Catalog], one set-based query for each kind of object
/// (the classes named `...Queries` hold them, a family each). [CatalogText] writes it as text that
/// a person can diff, and reads it back. [CatalogComparison] says what differs between two.
@NullMarked
package dev.towpath.catalog;

import org.jspecify.annotations.NullMarked;
