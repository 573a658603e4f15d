package dev.towpath.lint.effect;

import dev.towpath.lint.locks.Effect;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import java.util.EnumSet;
import java.util.Set;

/// What a statement does to one object that was there before.
///
/// @param object its name; that of the table where it is about indexes
/// @param role what the object, or the index of it, is to the statement
/// @param mode the strongest lock
/// @param form that says so, the one with the strongest lock if there are several
public record Touch(Name object, Role role, LockMode mode, Set<Effect> effects, String form) {
  public Touch {
    effects = Set.copyOf(effects);
  }

  /// Whether it is about indexes of the table, not the table itself.
  public boolean indexes() {
    return role.isIndex();
  }

  public boolean rewrites() {
    return effects.contains(Effect.REWRITE);
  }

  public boolean scans() {
    return effects.contains(Effect.SCAN);
  }

  boolean isOn(Touch other) {
    return object.equals(other.object) && indexes() == other.indexes();
  }

  /// What two parts of a statement do together.
  Touch and(Touch other) {
    Set<Effect> both = EnumSet.noneOf(Effect.class);
    both.addAll(effects);
    both.addAll(other.effects);
    boolean first = mode.compareTo(other.mode) >= 0;
    return new Touch(object, role, first ? mode : other.mode, both, first ? form : other.form);
  }

  /// What is so in either case.
  Touch either(Touch other) {
    Set<Effect> both = EnumSet.noneOf(Effect.class);
    both.addAll(effects);
    both.retainAll(other.effects);
    boolean first = mode.compareTo(other.mode) <= 0;
    return new Touch(object, role, first ? mode : other.mode, both, first ? form : other.form);
  }
}
