/// Probes: questions to the running system, asked until the answer is well or the time is up.
@NullMarked
package dev.towpath.probe;

import org.jspecify.annotations.NullMarked;
