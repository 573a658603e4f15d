/// What differs between two catalogs, weighed, judged by what is expected, and as a report.
@NullMarked
package dev.towpath.catalog.diff;

import org.jspecify.annotations.NullMarked;
