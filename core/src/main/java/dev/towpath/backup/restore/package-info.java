/// Backups put back: proved on a scratch server, restored beside the live database, put in its
/// place, and taken to a point in time.
@NullMarked
package dev.towpath.backup.restore;

import org.jspecify.annotations.NullMarked;
