package dev.towpath.e2e;

/// A process that has ended: its exit code and everything that it printed.
record Finished(int exit, String out, String err) {
  /// Both streams, for assertions on tools that are not careful about which one they use.
  String all() {
    return out + err;
  }
}
