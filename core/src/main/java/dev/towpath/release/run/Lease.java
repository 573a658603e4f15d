package dev.towpath.release.run;

import dev.towpath.release.ReleaseId;
import java.time.Duration;

/// The right to drive a release. Who takes it over raises the epoch, and ends the right of the
/// driver before.
///
/// @param planned when the release was first planned, as the control database writes it: with its
///     name it tells the release from one of another control database
/// @param by the person who started the driver
/// @param driver the process, for whoever waits for it
public record Lease(ReleaseId release, String planned, long epoch, String by, String driver) {
  /// How long it is good for without being renewed.
  static final Duration LENGTH = Duration.ofSeconds(15);

  /// How often a driver renews it.
  static final Duration RENEWAL = Duration.ofSeconds(3);
}
