package dev.towpath.ledger;

import dev.towpath.postgres.FileGuard;
import dev.towpath.postgres.SecretFile;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// The key that signs checkpoints, in a file that only its user can read, and nowhere else. Two
/// lines of base64: the private key as PKCS #8, the public one as its 32 bytes.
final class SigningKey {
  private static final String ALGORITHM = "Ed25519";
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(30);

  private final PrivateKey secret;
  private final byte[] open;

  private SigningKey(PrivateKey secret, byte[] open) {
    this.secret = secret;
    this.open = open;
  }

  /// The key in a file, which is made when it isn't there.
  static SigningKey in(Path file) {
    try {
      if (!Files.exists(file)) {
        try (FileGuard _ = FileGuard.take(beside(file, ".lock"), LOCK_LIMIT)) {
          if (!Files.exists(file)) {
            make(file);
          }
        }
      }
      List<String> lines = Files.readAllLines(file);
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))));
      SigningKey key = new SigningKey(secret, Base64.getDecoder().decode(lines.get(1)));
      if (!key.verifier("try").verifies("try", key.sign("try"))) {
        throw new GeneralSecurityException("Its two keys don't belong to each other.");
      }
      return key;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw unusable(file, e).exception(e);
    }
  }

  private static void make(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    int from = encoded.length - VerifierKey.KEY_BYTES;
    Base64.Encoder base64 = Base64.getEncoder();
    String secret = base64.encodeToString(pair.getPrivate().getEncoded());
    String open = base64.encodeToString(Arrays.copyOfRange(encoded, from, encoded.length));
    Path making = beside(file, ".making");
    SecretFile.write(making, secret + "\n" + open + "\n");
    Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path beside(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  private static Problem unusable(Path file, Exception cause) {
    return Problem.of(
            "ledger-key-unusable",
            Exit.USAGE,
            "The key that signs the ledger's checkpoints can't be used: " + file)
        .because(String.valueOf(cause.getMessage()))
        .leaving("No checkpoint was signed; records are as they were.")
        .next("Put the file back from a backup, or move it away: then a new key is made.");
  }

  VerifierKey verifier(String name) {
    return new VerifierKey(name, open);
  }

  byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java signs with Ed25519.", e);
    }
  }
}
