package dev.towpath.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The tree is the one of RFC 9162.
class MerkleTest {
  @Test
  void theEmptyTreeAndOneLeafAreThoseOfTheStandard() {
    assertThat(hex(new Frontier().root()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Frontier one = new Frontier();
    one.append(Hash.leaf(new byte[0]));
    assertThat(hex(one.root()))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @Test
  void theRootIsThatOfTheRecursiveDefinition() {
    List<Hash> leaves = new ArrayList<>();
    Frontier frontier = new Frontier();
    for (int number = 0; number < 70; number++) {
      Hash leaf = Hash.leaf(("record " + number).getBytes(StandardCharsets.UTF_8));
      leaves.add(leaf);
      List<Hash> completed = frontier.append(leaf);
      assertThat(completed).hasSize(1 + Long.numberOfTrailingZeros(number + 1L));
      assertThat(frontier.root()).isEqualTo(defined(leaves));
    }
  }

  /// As section 2.1.1 says it: split at the largest power of two below the size.
  static Hash defined(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Hash.node(
        defined(leaves.subList(0, split)), defined(leaves.subList(split, leaves.size())));
  }

  private static String hex(Hash hash) {
    return HexFormat.of().formatHex(hash.bytes());
  }
}
