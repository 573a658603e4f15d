package dev.towpath.lint.locks;

import java.util.Set;

/// One lock that a statement takes, and what it does to the object under it.
///
/// @param role the object; one hold may stand for several of a role, such as all indexes
/// @param mode the strongest mode observed; a role has two holds where neither is the stronger
public record Hold(Role role, LockMode mode, Set<Effect> effects) {
  public Hold {
    effects = Set.copyOf(effects);
  }

  public boolean rewrites() {
    return effects.contains(Effect.REWRITE);
  }

  public boolean scans() {
    return effects.contains(Effect.SCAN);
  }
}
