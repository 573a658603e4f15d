package dev.towpath.approval;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A person's key as it is kept: the private half is encrypted with AES-256-GCM under a key that
/// Argon2id derives from the password. The password itself is kept nowhere, nor a hash of it.
///
/// @param person whose it is
/// @param salt hexadecimal
/// @param sealed hexadecimal: 12 bytes of nonce, then the encrypted PKCS #8 with its tag; the
///     person and the public half are authenticated with it
record SealedKey(String person, SignerKey key, Stretch stretch, String salt, String sealed) {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /// A new key, sealed, and open for its first signature.
  record Made(SealedKey sealed, OpenKey open) {}

  static Made make(String person, Password password, Stretch stretch, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(SignerKey.ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = generator.generateKeyPair();
      OpenKey open = new OpenKey(SignerKey.of(pair.getPublic()), pair.getPrivate().getEncoded());
      return new Made(seal(person, open, password, stretch, random), open);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java makes Ed25519 keys.", e);
    }
  }

  static SealedKey seal(
      String person, OpenKey open, Password password, Stretch stretch, SecureRandom random) {
    byte[] salt = bytes(random, Stretch.SALT_BYTES);
    byte[] nonce = bytes(random, NONCE_BYTES);
    try {
      Cipher cipher =
          cipher(Cipher.ENCRYPT_MODE, stretch.key(password, salt), nonce, person, open.open());
      byte[] text = cipher.doFinal(open.pkcs8());
      byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + text.length);
      System.arraycopy(text, 0, both, NONCE_BYTES, text.length);
      HexFormat hex = HexFormat.of();
      return new SealedKey(person, open.open(), stretch, hex.formatHex(salt), hex.formatHex(both));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java encrypts with AES-GCM.", e);
    }
  }

  /// The key, if this is the password; empty too for a row that was changed.
  Optional<OpenKey> open(Password password) {
    try {
      byte[] both = HexFormat.of().parseHex(sealed);
      byte[] derived = stretch.key(password, HexFormat.of().parseHex(salt));
      byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, derived, nonce, person, key);
      byte[] pkcs8 = cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return Optional.of(new OpenKey(key, pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, byte[] derived, byte[] nonce, String person, SignerKey key)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((person + "\n" + key.hex()).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
