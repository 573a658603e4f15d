/// Everything that a release left, gathered for who looks at it years later: the files that its
/// record names, found again by their digests, and a page that says what there is and what isn't.
@NullMarked
package dev.towpath.release.bundle;

import org.jspecify.annotations.NullMarked;
