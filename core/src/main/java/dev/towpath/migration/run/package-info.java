/// Plans, applies and undoes migrations on a target.
@NullMarked
package dev.towpath.migration.run;

import org.jspecify.annotations.NullMarked;
