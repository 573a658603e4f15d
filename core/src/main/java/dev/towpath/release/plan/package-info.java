/// Plans of releases: what will be done, by whom it must be approved, and the digest that binds.
@NullMarked
package dev.towpath.release.plan;

import org.jspecify.annotations.NullMarked;
