/// What a release's journal says: its events, and where each step and the whole stand by them.
@NullMarked
package dev.towpath.release.journal;

import org.jspecify.annotations.NullMarked;
