/// What several rules read out of a statement and the schema: no rule itself.
@NullMarked
package dev.towpath.lint.reading;

import org.jspecify.annotations.NullMarked;
