/// Where a catalog comes from: a database, a snapshot file, a folder of migrations, or a revision
/// of one of the last two in git.
///
/// [Source] is what a person names on a command line; [CatalogSources] reads it.
@NullMarked
package dev.towpath.catalog.source;

import org.jspecify.annotations.NullMarked;
