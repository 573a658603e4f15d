package dev.towpath.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of a bundle that one of its records names.
///
/// @param name in the bundle, below `files/`
/// @param sha256 as the record has it
public record BundlePart(String name, String sha256, Source source) {

  /// Where its bytes are.
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  public static BundlePart of(String name, String sha256, Path file) {
    return new BundlePart(name, sha256, () -> Files.newInputStream(file));
  }
}
