/// Files of backups encrypted in the format of age, and opened again.
@NullMarked
package dev.towpath.backup.seal;

import org.jspecify.annotations.NullMarked;
