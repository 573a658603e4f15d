/// What the guard knows of a database while it reads a script: the part of a schema that decides
/// whether a statement is dangerous, moved on statement by statement.
///
/// Its start is a catalog, or nothing; what it doesn't know counts as an old table with rows in it.
@NullMarked
package dev.towpath.lint.schema;

import org.jspecify.annotations.NullMarked;
