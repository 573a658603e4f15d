package dev.towpath.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A project's folder in a test: files written and edited by relative path.
record Folder(Path path) {
  Folder write(String file, String text) throws IOException {
    Path target = path.resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
    return this;
  }

  Folder append(String file, String text) throws IOException {
    return write(file, Files.readString(path.resolve(file)) + text);
  }
}
