/// Backups that have been restored: making one, proving it, finding it again, going back to it.
///
/// A backup is a folder of files with a [Manifest]; without its manifest, which is written last, it
/// is not a backup. `store` keeps them.
@NullMarked
package dev.towpath.backup;

import org.jspecify.annotations.NullMarked;
