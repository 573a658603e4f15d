package dev.towpath.rollback.freeze;

import dev.towpath.digest.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What lets a session of Towpath write to a database that it froze: a random word that only this
/// process knows. The database holds its digest; it ends with the process.
///
/// @param word never shown
public record Pass(String word) {
  private static final int BYTES = 24;

  public static Pass make() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return new Pass(HexFormat.of().formatHex(random));
  }

  /// As the record on the target holds it.
  String digest() {
    return Sha256.of(word);
  }

  @Override
  public String toString() {
    return "Pass";
  }
}
