/// Workers: processes that drive the releases that nobody drives in the foreground. Several share a
/// control database; db-scheduler gives each release to one of them at a time, and its lease keeps
/// out whoever only thinks that it is theirs.
@NullMarked
package dev.towpath.release.worker;

import org.jspecify.annotations.NullMarked;
