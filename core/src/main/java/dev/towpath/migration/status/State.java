package dev.towpath.migration.status;

import java.util.Locale;

/// Where a migration stands on a target.
public enum State {
  /// Recorded as applied, and the file is the same as far as can be told.
  APPLIED,
  /// Not applied yet; also a repeatable script that has changed.
  PENDING,
  /// Recorded as applied, but the file's SQL has changed since.
  EDITED,
  /// Recorded as applied under another name with other SQL.
  REPLACED,
  /// Begun and not ended.
  FAILED,
  /// Recorded as applied, and there is no file for it.
  MISSING,
  /// Covered by a baseline: it won't run here.
  IGNORED;

  /// As it is written in JSON.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
