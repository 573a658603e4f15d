package dev.towpath.ledger;

import dev.towpath.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Builds the tree anew from the records, and compares each node with the one that is kept.
///
/// A node that differs puts either itself or what is below it in doubt. The node above decides: if
/// it is as kept, only the node was changed; if it differs too, a record was.
final class TreeCheck {
  private final Frontier frontier = new Frontier();

  /// For each peak of the frontier, what is in doubt there.
  private final List<Optional<Doubt>> doubts = new ArrayList<>();

  private final Consumer<Finding> faults;
  private long next;
  private boolean broken;

  TreeCheck(Consumer<Finding> faults) {
    this.faults = faults;
  }

  /// A node that is not as kept; `told` once the reason was found below it.
  private record Doubt(int level, long sequence, boolean told) {
    private String records() {
      long first = sequence - (1L << level) + 1;
      return first == sequence ? "" + sequence : first + " to " + sequence;
    }

    Finding asRecord() {
      return Fault.record(
          level == 0
              ? "Record " + sequence + " is not the one that was written."
              : "One of the records " + records() + " was changed, and its own hash with it.");
    }

    Finding asNode() {
      return Fault.node(
          level == 0
              ? "The hash kept with record " + sequence + " was changed; the record is as written."
              : "The node over the records "
                  + records()
                  + " was changed; those records are as written.");
    }
  }

  /// So many records were read without a gap; the root below is over them.
  long size() {
    return broken ? 0 : next;
  }

  /// Whether records are missing, so that no root can be known any more.
  boolean isBroken() {
    return broken;
  }

  Hash root() {
    return frontier.root();
  }

  void row(long sequence, byte[] record, byte[] hashes) {
    if (sequence != next) {
      faults.accept(gap(sequence));
      broken = true;
    }
    next = sequence + 1;
    Hash leaf = Hash.leaf(record);
    if (broken) {
      doubt(leaf, hashes, 0, sequence).ifPresent(doubt -> faults.accept(doubt.asRecord()));
      return;
    }
    List<Hash> completed = frontier.append(leaf);
    Optional<Doubt> doubt = doubt(leaf, hashes, 0, sequence);
    for (int level = 1; level < completed.size(); level++) {
      Optional<Doubt> here = doubt(completed.get(level), hashes, level, sequence);
      doubt = above(here, doubts.removeLast(), doubt);
    }
    doubts.add(doubt);
    if (hashes.length > completed.size() * Hash.BYTES) {
      faults.accept(Fault.node("Record " + sequence + " has more hashes than it can have."));
    }
  }

  private Finding gap(long sequence) {
    return Fault.missing(
        sequence < next
            ? "Record " + sequence + " is there twice."
            : sequence == next + 1
                ? "Record " + next + " is missing."
                : "The records " + next + " to " + (sequence - 1) + " are missing.");
  }

  private static Optional<Doubt> doubt(Hash made, byte[] hashes, int level, long sequence) {
    boolean same = hashes.length >= (level + 1) * Hash.BYTES && Hash.in(hashes, level).equals(made);
    return same ? Optional.empty() : Optional.of(new Doubt(level, sequence, false));
  }

  private Optional<Doubt> above(Optional<Doubt> here, Optional<Doubt> left, Optional<Doubt> right) {
    boolean below = left.isPresent() || right.isPresent();
    left.ifPresent(doubt -> tell(doubt, here.isPresent()));
    right.ifPresent(doubt -> tell(doubt, here.isPresent()));
    return here.map(doubt -> below ? new Doubt(doubt.level(), doubt.sequence(), true) : doubt);
  }

  private void tell(Doubt doubt, boolean differsAbove) {
    if (!doubt.told()) {
      faults.accept(differsAbove ? doubt.asRecord() : doubt.asNode());
    }
  }

  /// Tells what no node above could decide.
  void end() {
    doubts.forEach(doubt -> doubt.ifPresent(each -> tell(each, true)));
  }
}
