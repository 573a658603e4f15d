/// The way back: what of the migrations on a target can be undone, how, and at what loss; and going
/// that way, with the database frozen meanwhile.
@NullMarked
package dev.towpath.rollback;

import org.jspecify.annotations.NullMarked;
