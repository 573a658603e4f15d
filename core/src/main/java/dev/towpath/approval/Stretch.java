package dev.towpath.approval;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What it costs to derive a key from a password by Argon2id, version 1.3.
///
/// @param memory in KiB
/// @param passes over the memory
/// @param lanes that can be filled at the same time
public record Stretch(int memory, int passes, int lanes) {
  /// The second choice of RFC 9106, section 4: the one for machines that have other work too.
  public static final Stretch USUAL = new Stretch(64 * 1024, 3, 4);

  static final int SALT_BYTES = 16;
  static final int KEY_BYTES = 32;

  byte[] key(Password password, byte[] salt) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] key = new byte[KEY_BYTES];
    argon2.generateBytes(password.bytes(), key);
    return key;
  }
}
