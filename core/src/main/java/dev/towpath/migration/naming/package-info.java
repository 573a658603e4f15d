/// Names a new migration, and checks the names of all; one rule, one file, one page.
@NullMarked
package dev.towpath.migration.naming;

import org.jspecify.annotations.NullMarked;
