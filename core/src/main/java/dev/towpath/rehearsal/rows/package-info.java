/// Generated rows: a table on a scratch server is filled so that what a statement costs can be
/// measured there, and what a policy lets through has something to act on.
@NullMarked
package dev.towpath.rehearsal.rows;

import org.jspecify.annotations.NullMarked;
