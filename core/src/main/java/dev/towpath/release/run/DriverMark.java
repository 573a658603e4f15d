package dev.towpath.release.run;

import dev.towpath.digest.Sha256;

/// How a driver's sessions are known on a target: a few letters in their application name.
final class DriverMark {
  private static final int LETTERS = 12;

  private DriverMark() {}

  static String of(Lease lease) {
    return release(lease) + "." + lease.epoch();
  }

  /// What the sessions of every driver of that release have.
  static String release(Lease lease) {
    return Sha256.of(lease.release() + " " + lease.planned()).substring(0, LETTERS);
  }
}
