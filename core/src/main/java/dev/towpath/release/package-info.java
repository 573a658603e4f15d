/// Releases: a runbook run once, for one commit, on one environment.
///
/// A runbook is read, planned and approved; a driver then runs its steps. The journal has an intent
/// before each step and an outcome after it, so that a run survives the death of its driver.
@NullMarked
package dev.towpath.release;

import org.jspecify.annotations.NullMarked;
