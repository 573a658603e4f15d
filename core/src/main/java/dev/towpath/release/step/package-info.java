/// The kinds of steps of a runbook; one kind, one file, one page.
@NullMarked
package dev.towpath.release.step;

import org.jspecify.annotations.NullMarked;
