/// Backups that others keep: made by the provider's own command or interface, listed here, and
/// restored here where the provider gives the files back.
///
/// What a provider says is believed when its own report says it again, never by an exit code: that
/// of pgBackRest is 0 also for a repository that is damaged.
@NullMarked
package dev.towpath.backup.provider;

import org.jspecify.annotations.NullMarked;
