package dev.towpath.approval;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// The public half of a person's key: the 32 bytes of Ed25519 as lower-case hexadecimal.
record SignerKey(String hex) {
  static final String ALGORITHM = "Ed25519";

  /// What X.509 has before the 32 bytes.
  private static final String HEAD = "302a300506032b6570032100";

  static SignerKey of(PublicKey key) {
    return new SignerKey(HexFormat.of().formatHex(key.getEncoded()).substring(HEAD.length()));
  }

  /// False also for a key or a signature that is none.
  boolean verifies(byte[] text, String signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      byte[] encoded = HexFormat.of().parseHex(HEAD + hex);
      verifier.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(text);
      return verifier.verify(HexFormat.of().parseHex(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
