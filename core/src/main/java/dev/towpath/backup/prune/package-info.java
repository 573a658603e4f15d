/// Which backups stay, and the deletion of the others.
@NullMarked
package dev.towpath.backup.prune;

import org.jspecify.annotations.NullMarked;
