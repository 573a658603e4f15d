/// The PostgreSQL grammar on the JVM: a script becomes statements, a statement a syntax tree.
///
/// Start at [Script], which cuts a file into statements as faithfully as psql does, then at
/// [SqlParser], which runs PostgreSQL's own grammar over one statement.
@NullMarked
package dev.towpath.sql;

import org.jspecify.annotations.NullMarked;
