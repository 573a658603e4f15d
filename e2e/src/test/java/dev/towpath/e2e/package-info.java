/// The real program as a process of its own, beside the real foreign tools, on a real database.
///
/// The foreign tools come from npm ([Tools]); where they can't be had, their tests are skipped and
/// say why. Tests that need a minute carry the tag `slow` and are not part of the everyday run.
@NullMarked
package dev.towpath.e2e;

import org.jspecify.annotations.NullMarked;
