/// PostgreSQL's parse tree as sealed records, made for pattern matching: `case Node.CreateStmt
/// c`.
///
/// [Node] and its enumerations are generated in the build from the schema of PostgreSQL 18's
/// nodes.
@NullMarked
package dev.towpath.sql.syntax;

import org.jspecify.annotations.NullMarked;
