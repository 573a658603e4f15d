package dev.towpath.backup.restore;

import java.util.List;

/// How far a server recovers.
final class Recovery {
  /// As far as the backup's own write-ahead log goes.
  static final List<String> CONSISTENT =
      List.of("recovery_target_timeline=current", "recovery_target_action=promote");

  private Recovery() {}
}
