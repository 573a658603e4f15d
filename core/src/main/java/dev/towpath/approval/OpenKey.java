package dev.towpath.approval;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/// A person's key, open: it signs. It lives in memory only, for one command.
final class OpenKey {
  private final SignerKey open;
  private final PrivateKey secret;

  /// @throws GeneralSecurityException where the two halves don't belong to each other
  OpenKey(SignerKey open, byte[] pkcs8) throws GeneralSecurityException {
    this.open = open;
    this.secret =
        KeyFactory.getInstance(SignerKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    byte[] trial = {1};
    if (!open.verifies(trial, sign(trial))) {
      throw new GeneralSecurityException("The two halves of a key don't belong to each other.");
    }
  }

  SignerKey open() {
    return open;
  }

  byte[] pkcs8() {
    return secret.getEncoded();
  }

  /// A signature over the text, hexadecimal.
  String sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance(SignerKey.ALGORITHM);
      signature.initSign(secret);
      signature.update(text);
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java signs with Ed25519.", e);
    }
  }
}
