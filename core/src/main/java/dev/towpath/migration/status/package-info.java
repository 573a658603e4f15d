/// Compares what the files say with what the target's history says.
@NullMarked
package dev.towpath.migration.status;

import org.jspecify.annotations.NullMarked;
