package dev.towpath.backup.prune;

import dev.towpath.backup.Backup;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/// Holds what a release made, as long as its records must be kept: no rule lets it go, and no
/// option does.
///
/// @param years how many, from when the backup was finished
/// @param clock says which day it is
public record ReleaseHold(int years, InstantSource clock) {
  /// Why a backup stays; empty where this doesn't hold it.
  Optional<String> on(Backup backup) {
    ZonedDateTime until = backup.manifest().finished().atZone(ZoneOffset.UTC).plusYears(years);
    return backup
        .manifest()
        .release()
        .filter(_ -> clock.instant().isBefore(until.toInstant()))
        .map(release -> "of the release " + release + ", until " + until.toLocalDate());
  }
}
