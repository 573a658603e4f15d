package dev.towpath.backup.prune;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupId;
import dev.towpath.backup.Hold;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Made-up backups.
final class Sample {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Sample() {}

  static Manifest manifest(Instant when, String environment, int number) {
    return manifest(when, environment, number, Optional.empty());
  }

  static Manifest manifest(Instant when, String environment, int number, Optional<String> release) {
    BackupId id = new BackupId("%s-%s-%04x".formatted(TIME.format(when), environment, number));
    return new Manifest(
        id,
        Kind.LOGICAL,
        environment,
        new Origin("15.14", 15, "1", "shop", "UTF8", "0/1", 1, 1),
        "1:1:",
        Scope.WHOLE,
        List.of(),
        List.of(new StoredFile("dump/toc.dat", 1, "ab"), new StoredFile("dump/1.dat", 1, "cd")),
        List.of(),
        release,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        when,
        when.plusSeconds(1));
  }

  static Backup backup(Instant when, int number) {
    return new Backup(manifest(when, "production", number), "m", List.of(), Optional.empty());
  }

  static Backup proved(Backup backup, boolean good) {
    Proof proof =
        new Proof(
            backup.id(),
            "m",
            "ann",
            backup.manifest().finished(),
            Duration.ofSeconds(1),
            0,
            List.of(),
            good ? List.of() : List.of("A table is missing."));
    return new Backup(backup.manifest(), "m", List.of(proof), backup.hold());
  }

  static Backup held(Backup backup) {
    Hold hold = new Hold("Part 11", "ann", Instant.EPOCH, Optional.empty());
    return new Backup(backup.manifest(), "m", backup.proofs(), Optional.of(hold));
  }
}
