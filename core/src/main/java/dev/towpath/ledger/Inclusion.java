package dev.towpath.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The proof that a record stands in a tree: the nodes beside its way up to the root, as RFC 9162
/// section 2.1.3 has them.
record Inclusion(long index, long size, List<Hash> path) {

  /// The leaves from one to before another.
  private record Range(long from, long to) {
    /// The kept nodes whose fold is this part's root, from left to right.
    List<Frontier.Node> nodes() {
      List<Frontier.Node> nodes = new ArrayList<>();
      for (long left = from; left < to; ) {
        int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - left);
        nodes.add(Frontier.Node.at(level, left >> level));
        left += 1L << level;
      }
      return nodes;
    }
  }

  /// @param size of the tree; above the index
  static Inclusion of(Connection connection, long index, long size) throws SQLException {
    List<Range> ranges = beside(index, size);
    List<Frontier.Node> nodes = ranges.stream().flatMap(each -> each.nodes().stream()).toList();
    Map<Frontier.Node, Hash> kept = Records.hashes(connection, nodes);
    List<Hash> path = new ArrayList<>();
    for (Range range : ranges) {
      List<Hash> peaks = range.nodes().stream().map(node -> Records.found(kept, node)).toList();
      path.add(new Frontier(range.to() - range.from(), peaks).root());
    }
    return new Inclusion(index, size, path);
  }

  /// The other half at each split on the way down to the leaf, the lowest first.
  private static List<Range> beside(long index, long size) {
    List<Range> ranges = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long split = from + Long.highestOneBit(to - from - 1);
      if (index < split) {
        ranges.addFirst(new Range(split, to));
        to = split;
      } else {
        ranges.addFirst(new Range(from, split));
        from = split;
      }
    }
    return ranges;
  }

  /// The root that the proof leads to from a leaf.
  Hash root(Hash leaf) {
    Hash root = leaf;
    long place = index;
    long last = size - 1;
    for (Hash beside : path) {
      if ((place & 1) == 1 || place == last) {
        root = Hash.node(beside, root);
        while ((place & 1) == 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        root = Hash.node(root, beside);
      }
      place >>= 1;
      last >>= 1;
    }
    return root;
  }

  /// In the form of C2SP tlog-proof: it can be verified by itself.
  String text(Checkpoint checkpoint) {
    StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex " + index + "\n");
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint.text()).toString();
  }
}
