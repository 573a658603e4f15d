/// Runs of releases: the journal, the one driver of a run, and what people say to it.
///
/// A driver writes an intent before each step and an outcome after it, each under the epoch of its
/// lease. Whoever takes the lease over raises the epoch: what the last driver still writes is then
/// refused.
@NullMarked
package dev.towpath.release.run;

import org.jspecify.annotations.NullMarked;
