/// What people read of a release when it is over: its note, and the log of what went back.
@NullMarked
package dev.towpath.release.note;

import org.jspecify.annotations.NullMarked;
