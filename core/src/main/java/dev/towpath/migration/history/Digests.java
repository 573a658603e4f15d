package dev.towpath.migration.history;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.Migration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Whether a script is the one that a history has the digest of.
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

  /// The file as it is, then with `\n`, then with `\r\n`; later ones are made only when asked for.
  static Stream<String> variants(Migration migration) {
    String text = migration.up().text();
    return Stream.<Supplier<String>>of(
            migration::digest,
            () -> Sha256.of(text.replace("\r\n", "\n")),
            () -> Sha256.of(text.replace("\r\n", "\n").replace("\n", "\r\n")))
        .map(Supplier::get);
  }
}
