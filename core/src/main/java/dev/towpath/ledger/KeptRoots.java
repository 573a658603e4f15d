package dev.towpath.ledger;

import dev.towpath.report.Finding;
import java.util.List;
import java.util.function.Consumer;

/// Kept checkpoints, compared with a tree while it grows.
final class KeptRoots {
  private final List<KeptCheckpoint> kept;
  private final Consumer<Finding> faults;
  private int next;
  private long same;

  /// @param kept the smallest first
  KeptRoots(List<KeptCheckpoint> kept, Consumer<Finding> faults) {
    this.kept = kept;
    this.faults = faults;
  }

  int count() {
    return kept.size();
  }

  /// Compares those that were made when the tree had its present size.
  void compare(TreeCheck tree) {
    while (next < kept.size() && kept.get(next).checkpoint().size() == tree.size()) {
      KeptCheckpoint each = kept.get(next++);
      if (each.checkpoint().root().equals(tree.root())) {
        same = tree.size();
      } else {
        faults.accept(Fault.rewritten(other(each)));
      }
    }
  }

  private String other(KeptCheckpoint each) {
    long last = each.checkpoint().size() - 1;
    String which = same == last ? "Record " + last : "One of the records " + same + " to " + last;
    return which + " is another one than when the checkpoint in " + each.where() + " was signed.";
  }

  /// What was signed and is not there any more.
  void end(TreeCheck tree) {
    if (tree.isBroken() || next == kept.size()) {
      return;
    }
    KeptCheckpoint largest = kept.getLast();
    faults.accept(
        Fault.missing(
            "The records %d to %d are missing at the end: the checkpoint in %s has them."
                .formatted(tree.size(), largest.checkpoint().size() - 1, largest.where())));
  }
}
