package dev.towpath.rehearsal.size;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Makes the files of a relation longer without writing to them: the server keeps a relation in
/// segments of 1 GiB, `16385`, `16385.1` and so on. Owner and mode stay as they are.
final class Hole {
  private static final long SEGMENT = 1L << 30;

  /// Larger relations are left as they are, 4 TiB: each segment is a file.
  private static final int SEGMENTS = 4096;

  private Hole() {}

  /// Whether the relation is so long now.
  static boolean stretch(Path first, long bytes) throws IOException {
    if (bytes > SEGMENT * SEGMENTS) {
      return false;
    }
    Map<String, Object> like = Files.readAttributes(first, "unix:uid,gid");
    for (long at = 0, number = 0; at < bytes || number == 0; at += SEGMENT, number++) {
      Path file = number == 0 ? first : first.resolveSibling(first.getFileName() + "." + number);
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        own(file, like);
      }
      long length = Math.min(SEGMENT, bytes - at);
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        if (open.length() < length) {
          open.setLength(length);
        }
      }
    }
    return true;
  }

  private static void own(Path file, Map<String, Object> like) throws IOException {
    Map<String, Object> mine = Files.readAttributes(file, "unix:uid,gid");
    for (Map.Entry<String, Object> each : like.entrySet()) {
      if (!each.getValue().equals(mine.get(each.getKey()))) {
        Files.setAttribute(file, "unix:" + each.getKey(), each.getValue());
      }
    }
  }
}
