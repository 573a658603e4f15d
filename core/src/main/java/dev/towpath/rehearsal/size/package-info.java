/// What the pending migrations cost on a large database, told from a small one: the sizes are read
/// from the target, what each statement does is seen on the scratch server, and how fast such work
/// goes is measured there. Every figure carries what it was derived from; what isn't known is said.
@NullMarked
package dev.towpath.rehearsal.size;

import org.jspecify.annotations.NullMarked;
