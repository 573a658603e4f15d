package dev.towpath.ledger;

import dev.towpath.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The public half of a key that signs checkpoints, under the name it signs with: Ed25519 in the
/// form of C2SP signed notes.
final class VerifierKey {
  static final int KEY_BYTES = 32;
  static final int ID_BYTES = 4;
  private static final byte ED25519 = 1;

  /// What X.509 has before the 32 bytes.
  private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] key;

  /// @param name the origin of the ledger
  /// @param key 32 bytes
  VerifierKey(String name, byte[] key) {
    this.name = name;
    this.key = key;
  }

  /// As `name+id+key`.
  static Optional<VerifierKey> parse(String text) {
    String[] parts = text.split("\\+", 3);
    try {
      byte[] typed = Base64.getDecoder().decode(parts.length == 3 ? parts[2] : "");
      if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
        return Optional.empty();
      }
      VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
      return key.text().equals(text) ? Optional.of(key) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A name, the key's id in hexadecimal, and the key: to be given to whoever verifies.
  String text() {
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed());
  }

  String name() {
    return name;
  }

  /// The first bytes of SHA-256 over name, newline and key.
  byte[] id() {
    MessageDigest digest = Sha256.begin();
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(digest.digest(typed()), ID_BYTES);
  }

  private byte[] typed() {
    byte[] typed = new byte[1 + KEY_BYTES];
    typed[0] = ED25519;
    System.arraycopy(key, 0, typed, 1, KEY_BYTES);
    return typed;
  }

  boolean verifies(String text, byte[] signature) {
    try {
      byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + KEY_BYTES);
      System.arraycopy(key, 0, encoded, HEAD.length, KEY_BYTES);
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // a signature of the wrong length, a key that is no point: no proof
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
