/// What a target says was applied, in the tool's own table; one history, one file.
@NullMarked
package dev.towpath.migration.history;

import org.jspecify.annotations.NullMarked;
