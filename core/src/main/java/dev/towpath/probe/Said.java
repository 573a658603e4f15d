package dev.towpath.probe;

import java.util.Optional;

/// What came of one try.
record Said(boolean well, String words) {
  /// @param fault what should have been instead, if something should
  static Said of(String words, Optional<String> fault) {
    return new Said(fault.isEmpty(), words + fault.map(each -> " instead of " + each).orElse(""));
  }
}
