package dev.towpath.release;

import java.util.Locale;

/// How much a change matters: who must approve it.
///
/// The order rises; an emergency is outside of it and only said by a person.
public enum ReleaseClass {
  ROUTINE,
  STANDARD,
  REGULATED,
  EMERGENCY;

  /// As it stands in a runbook.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a person may choose this where the change itself asks for another.
  public boolean mayReplace(ReleaseClass computed) {
    return this == EMERGENCY || compareTo(computed) >= 0;
  }
}
