package dev.towpath.release.bundle;

import dev.towpath.digest.Sha256;
import dev.towpath.ledger.BundlePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was looked for and found, by its name in the bundle, and what was not.
final class Gathered {
  private final Map<String, BundlePart> parts = new LinkedHashMap<>();
  private final List<Missing> missing = new ArrayList<>();

  /// Something that belongs to the release and isn't in the bundle.
  record Missing(String what, String why) {}

  /// Takes the first of the files that has the digest, or notes that none has.
  void take(String name, String sha256, List<Path> places, String otherwise) {
    boolean there = false;
    for (Path place : places) {
      if (Files.isRegularFile(place)) {
        there = true;
        if (has(place, sha256)) {
          put(BundlePart.of(name, sha256, place));
          return;
        }
      }
    }
    String why = there ? "It is there, and no longer as it was recorded." : otherwise;
    missing(name + ", SHA-256 " + sha256, why);
  }

  void put(BundlePart part) {
    parts.put(part.name(), part);
  }

  void missing(String what, String why) {
    missing.add(new Missing(what, why));
  }

  private static boolean has(Path file, String sha256) {
    try {
      return Sha256.of(file).equals(sha256);
    } catch (IOException e) {
      return false; // Nobody can read it: it is as good as not there.
    }
  }

  List<BundlePart> parts() {
    return List.copyOf(parts.values());
  }

  /// Those whose names begin so.
  List<BundlePart> parts(String prefix) {
    return parts.values().stream().filter(part -> part.name().startsWith(prefix)).toList();
  }

  List<Missing> missing() {
    return List.copyOf(missing);
  }
}
