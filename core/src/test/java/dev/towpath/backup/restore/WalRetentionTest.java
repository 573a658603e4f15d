package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.BackupId;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.WalRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Log from before the oldest physical backup goes, on whatever timeline; nothing else does.
class WalRetentionTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir private Path archive;

  @BeforeEach
  void segments() throws IOException {
    for (String name :
        List.of(
            "000000010000000000000FFE",
            "000000010000000000000FFF",
            "000000010000000100000000",
            "000000020000000000000FFE",
            "000000020000000100000001")) {
      Files.write(archive.resolve(name), new byte[MEGABYTE]);
    }
    Files.writeString(archive.resolve("00000002.history"), "1\t0/FFE00000\twhy\n");
  }

  private static Manifest from(Kind kind, Optional<String> start) {
    Instant now = Instant.parse("2026-11-21T19:00:00Z");
    return new Manifest(
        new BackupId("20261121T190000Z-embedded-0000"),
        kind,
        "embedded",
        new Origin("18.6", 18, "1", "postgres", "UTF8", "0/0", 1, 0),
        "1:1:",
        Scope.WHOLE,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        start.map(lsn -> new WalRange(1, lsn, lsn)),
        Optional.empty(),
        now,
        now);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(archive)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatNoBackupLeadsToGoes() throws IOException {
    Manifest newer = from(Kind.PHYSICAL, Optional.of("1/100028"));
    Manifest older = from(Kind.PHYSICAL, Optional.of("0/FFF00028"));
    assertThat(WalRetention.prune(archive, List.of(newer, older))).isEqualTo(2);
    assertThat(left())
        .containsExactly(
            "000000010000000000000FFF",
            "000000010000000100000000",
            "00000002.history",
            "000000020000000100000001");
  }

  @Test
  void withoutAPhysicalBackupAllStays() throws IOException {
    List<String> before = left();
    assertThat(WalRetention.prune(archive, List.of(from(Kind.LOGICAL, Optional.empty())))).isZero();
    assertThat(left()).isEqualTo(before);
  }
}
