package dev.towpath.release.step;

/// What a driver does with a step whose last driver died in the middle.
public enum AfterCrash {
  /// It is harmless to run it again from its beginning.
  REPEAT,
  /// A look at the world tells whether it was done; if not, it is run again.
  INSPECT,
  /// Only a person can say whether it was done.
  ASK
}
