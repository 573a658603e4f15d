package dev.towpath.doctor;

/// How a check went.
public enum Outcome {
  PASS,
  /// Work is possible, but something should be looked at.
  WARN,
  /// Work is not possible, or not safe.
  FAIL,
  /// It could not be looked at, and the check says why.
  SKIPPED
}
