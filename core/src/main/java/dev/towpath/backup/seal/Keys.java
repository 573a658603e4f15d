package dev.towpath.backup.seal;

import java.util.Optional;

/// The keys that a storage's backups are sealed and opened with, as far as they are at hand.
///
/// @param recipient whose key seals new backups; without it they are kept as they are
/// @param identity what opens sealed backups
public record Keys(Optional<Recipient> recipient, Optional<Identity> identity) {
  public static final Keys NONE = new Keys(Optional.empty(), Optional.empty());

  /// Whether what is sealed from now on was found to be readable again: false where there is no
  /// identity to try it with.
  ///
  /// @throws dev.towpath.problem.ProblemException with `backup-key-wrong` if it isn't
  public boolean checked() {
    if (recipient.isEmpty() || identity.isEmpty()) {
      return false;
    }
    identity.get().requireOpens(recipient.get());
    return true;
  }
}
