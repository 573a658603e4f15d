/// Runs pending migrations for real on a scratch server, and watches.
///
/// [Rehearsal] builds the state before, runs the migrations as an apply does, and hands the
/// database to the [Exercise]s; what was seen is an [Observed] for each migration.
@NullMarked
package dev.towpath.rehearsal;

import org.jspecify.annotations.NullMarked;
