package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// SHA-256 of scripts, in lower-case hexadecimal.
public final class Digests {
  private Digests() {}

  /// Whether a digest is that of a migration's file, line endings aside: a checkout may change
  /// them.
  public static boolean same(Migration migration, String digest) {
    return variants(migration).anyMatch(digest::equals);
  }

  /// What our own record says; nothing where Towpath didn't apply it.
  static History.Sameness compare(Migration migration, Optional<String> recorded) {
    return recorded
        .map(digest -> same(migration, digest))
        .map(same -> same ? History.Sameness.SAME : History.Sameness.DIFFERENT)
        .orElse(History.Sameness.UNKNOWN);
  }

  /// The digest of a text in UTF-8.
  public static String of(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /// The file as it is, then with `\n`, then with `\r\n`; later ones are made only when asked for.
  static Stream<String> variants(Migration migration) {
    String text = migration.up().text();
    return Stream.<Supplier<String>>of(
            migration::digest,
            () -> of(text.replace("\r\n", "\n")),
            () -> of(text.replace("\r\n", "\n").replace("\n", "\r\n")))
        .map(Supplier::get);
  }
}
