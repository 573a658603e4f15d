/// What was written for the schema before, tried on the schema after.
@NullMarked
package dev.towpath.rehearsal.oldcode;

import org.jspecify.annotations.NullMarked;
