package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.problem.Location;
import java.util.Optional;

/// A file below a folder of migrations, read.
///
/// @param path relative to the project, with forward slashes
/// @param folder the folders between the folder of migrations and the file; empty at the top
/// @param name the file's own name
/// @param text without a byte order mark
/// @param digest SHA-256 of the bytes, lower-case hexadecimal
record TextFile(String path, String folder, String name, String text, String digest) {
  boolean atTop() {
    return folder.isEmpty();
  }

  Source source() {
    return Source.whole(path, text);
  }

  Location location() {
    return Location.file(path);
  }

  /// A migration that is this whole file, run in a transaction, once.
  Migration migration(String version, String title, Optional<Source> down) {
    return new Migration(version, title, source(), digest, down, Migration.Kind.VERSIONED);
  }
}
