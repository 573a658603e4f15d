/// PostgreSQL's own grammar as WebAssembly on the JVM: SQL in, the parse tree as JSON out.
///
/// [Grammar] hands SQL to a few threads, each of which owns an instance of libpg_query
/// ([PgQuery]). The instance's code is translated to classes in the build; see
/// `build/Prepare.java`.
@NullMarked
package dev.towpath.sql.grammar;

import org.jspecify.annotations.NullMarked;
