/// Releases: a runbook run once, for one commit, on one environment.
///
/// A runbook is read, planned and approved; a driver then runs its steps, each with an intent in
// the
/// journal before and an outcome after, so that a run survives the death of its driver at any
/// instant.
@NullMarked
package dev.towpath.release;

import org.jspecify.annotations.NullMarked;
