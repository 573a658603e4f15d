package dev.towpath.migration.history;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Flyway's checksum of a script: CRC-32 over the UTF-8 bytes of its lines, line ends left out.
///
/// Two scripts that differ only in where a line ends share it, even where that changes what they
/// do; so Towpath keeps a digest of its own beside it.
final class FlywayChecksum {
  private FlywayChecksum() {}

  static int of(String text) {
    CRC32 crc = new CRC32();
    text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
