package dev.towpath.approval;

import java.util.Locale;

/// What a signature means (21 CFR 11.50).
public enum Meaning {
  AUTHORSHIP,
  REVIEW,
  APPROVAL,
  RESPONSIBILITY;

  /// As it stands in a statement.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
