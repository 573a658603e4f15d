/// How a tool lays migrations out on disk; one layout, one file.
@NullMarked
package dev.towpath.migration.layout;

import org.jspecify.annotations.NullMarked;
