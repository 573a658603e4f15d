package dev.towpath.ledger;

import dev.towpath.digest.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/// A node of the Merkle tree: SHA-256 as RFC 9162 has it, a leaf behind a zero byte, two nodes
/// behind a one.
final class Hash {
  static final int BYTES = 32;
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  static Hash leaf(byte[] record) {
    MessageDigest digest = Sha256.begin();
    digest.update(LEAF);
    return new Hash(digest.digest(record));
  }

  static Hash node(Hash left, Hash right) {
    MessageDigest digest = Sha256.begin();
    digest.update(NODE);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  /// One of those that stand one behind the other.
  static Hash in(byte[] hashes, int place) {
    return new Hash(Arrays.copyOfRange(hashes, place * BYTES, (place + 1) * BYTES));
  }

  static Hash base64(String text) {
    return new Hash(Base64.getDecoder().decode(text));
  }

  /// Not to be changed.
  byte[] bytes() {
    return bytes;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
