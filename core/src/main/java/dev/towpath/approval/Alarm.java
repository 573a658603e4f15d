package dev.towpath.approval;

/// Told at once when somebody may be trying another's password.
@FunctionalInterface
public interface Alarm {
  /// An id was locked.
  ///
  /// @param words a sentence for people, without secrets
  void locked(String words);
}
