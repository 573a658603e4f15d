package dev.towpath.ledger;

import dev.towpath.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// The right edge of a Merkle tree: the roots of its complete parts, the largest first, one for
/// each bit of its size. All that is needed to append, and to know the root.
final class Frontier {
  private final List<Hash> peaks;
  private long size;

  Frontier() {
    this(0, List.of());
  }

  /// @param peaks as [#nodes] asks for them
  Frontier(long size, List<Hash> peaks) {
    this.size = size;
    this.peaks = new ArrayList<>(peaks);
  }

  /// Where a node is kept: with the record whose leaf completes it, so many levels above the leaf.
  record Node(long sequence, int level) {
    /// The one that stands for the leaves from `index << level` on, `1 << level` of them.
    static Node at(int level, long index) {
      return new Node(((index + 1) << level) - 1, level);
    }
  }

  /// The nodes of the frontier of a tree.
  static List<Node> nodes(long size) {
    List<Node> nodes = new ArrayList<>();
    for (int level = Long.SIZE - 2; level >= 0; level--) {
      if ((size >> level & 1) == 1) {
        nodes.add(Node.at(level, (size >> level) - 1));
      }
    }
    return nodes;
  }

  long size() {
    return size;
  }

  /// Adds a leaf.
  ///
  /// @return it, and each node that it completes, from below
  List<Hash> append(Hash leaf) {
    List<Hash> completed = new ArrayList<>(List.of(leaf));
    for (long left = size; (left & 1) == 1; left >>= 1) {
      completed.add(Hash.node(peaks.removeLast(), completed.getLast()));
    }
    peaks.add(completed.getLast());
    size++;
    return completed;
  }

  /// The tree's root; that of no leaves is the digest of nothing.
  Hash root() {
    if (peaks.isEmpty()) {
      return new Hash(Sha256.begin().digest());
    }
    Hash root = peaks.getLast();
    for (int peak = peaks.size() - 2; peak >= 0; peak--) {
      root = Hash.node(peaks.get(peak), root);
    }
    return root;
  }

  /// As they are kept: one behind the other.
  static byte[] joined(List<Hash> hashes) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    hashes.forEach(hash -> joined.writeBytes(hash.bytes()));
    return joined.toByteArray();
  }
}
