/// Where backups are kept: a folder, or an object store.
@NullMarked
package dev.towpath.backup.store;

import org.jspecify.annotations.NullMarked;
