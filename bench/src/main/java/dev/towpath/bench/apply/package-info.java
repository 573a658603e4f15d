/// Towpath applies migrations side by side with its peers: each contender in a process of its own,
/// on a database of its own, in turns, so that what disturbs the machine disturbs all of them.
@NullMarked
package dev.towpath.bench.apply;

import org.jspecify.annotations.NullMarked;
