/// The project's own tests, run on the rehearsed database.
@NullMarked
package dev.towpath.rehearsal.suite;

import org.jspecify.annotations.NullMarked;
