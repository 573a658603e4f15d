package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.WalRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lets go of kept write-ahead log that no backup leads to any more.
public final class WalRetention {
  private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
  private static final int TIMELINE_DIGITS = 8;
  private static final int NAME_DIGITS = 24;

  private WalRetention() {}

  /// Deletes segments from before the oldest of these backups; without a physical one it deletes
  /// nothing.
  ///
  /// @return how many segments are gone
  public static int prune(Path archive, List<Manifest> kept) throws IOException {
    OptionalLong oldest =
        kept.stream()
            .flatMap(manifest -> manifest.wal().stream())
            .map(WalRange::startLsn)
            .mapToLong(lsn -> Lsn.of(lsn).value())
            .min();
    if (oldest.isEmpty() || !Files.isDirectory(archive)) {
      return 0;
    }
    int gone = 0;
    try (Stream<Path> files = Files.list(archive)) {
      for (Path file : files.filter(WalRetention::isSegment).toList()) {
        String name = file.getFileName().toString();
        if (end(name, Files.size(file)) <= oldest.getAsLong()) {
          Files.delete(file);
          gone++;
        }
      }
    }
    return gone;
  }

  private static boolean isSegment(Path file) {
    return SEGMENT.matcher(file.getFileName().toString()).matches();
  }

  /// The byte of the log behind a segment.
  private static long end(String name, long bytes) {
    long high = Long.parseLong(name.substring(TIMELINE_DIGITS, 2 * TIMELINE_DIGITS), 16);
    long low = Long.parseLong(name.substring(2 * TIMELINE_DIGITS, NAME_DIGITS), 16);
    return (high << 32) + (low + 1) * bytes;
  }
}
