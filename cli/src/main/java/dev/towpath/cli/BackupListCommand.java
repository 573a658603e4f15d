package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupId;
import dev.towpath.backup.Backups;
import dev.towpath.backup.Hold;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Proof;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath backup list`: which backups there are, and which of them were ever restored.
@Command(
    name = "list",
    headerHeading = "Examples:%n  towpath backup list%n  towpath backup list --in /mnt/backups%n%n",
    header = "Lists backups, and says of each when it was last restored and how long that took.",
    synopsisHeading = "%nUsage: ")
final class BackupListCommand implements ProjectTask {
  @Mixin StorageOption place;

  @Override
  public Report run(Wiring wiring, Project project) throws IOException {
    try (Storage storage = place.open(wiring, project)) {
      Backups.Listing listing = new Backups(storage).list();
      Instant now = wiring.clock().instant();
      Report report =
          Report.of("backup list")
              .data("place", storage.describe())
              .data("backups", listing.backups().stream().map(BackupListCommand::json).toList())
              .data("leftovers", listing.leftovers().stream().map(BackupId::text).toList());
      if (!listing.backups().isEmpty()) {
        report = report.block(table(listing.backups(), now));
      }
      return report
          .findings(findings(listing))
          .summary(Counts.of(listing.backups().size(), "backup") + " in " + storage.describe())
          .next(listing.backups().isEmpty() ? "towpath backup create" : "");
    }
  }

  private static Map<String, @Nullable Object> json(Backup backup) {
    Manifest manifest = backup.manifest();
    Optional<Proof> proof = backup.lastProof();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", manifest.id().text());
    json.put("environment", manifest.environment());
    json.put("kind", manifest.kind().name().toLowerCase(Locale.ROOT));
    json.put("provider", manifest.provider().map(Manifest.AtProvider::provider).orElse(null));
    json.put("providerBackup", manifest.provider().map(Manifest.AtProvider::backup).orElse(null));
    json.put("release", manifest.release().orElse(null));
    json.put("finished", manifest.finished().toString());
    json.put("bytes", manifest.storedBytes());
    json.put("manifestSha256", backup.manifestSha256());
    json.put("proved", backup.proved());
    json.put("provedAt", proof.map(each -> each.started().toString()).orElse(null));
    json.put("held", backup.held().map(Hold::reason).orElse(null));
    json.put("recoveryMilliseconds", proof.map(each -> each.recovery().toMillis()).orElse(null));
    return json;
  }

  private static Block table(List<Backup> backups, Instant now) {
    List<Block.Row> rows = new ArrayList<>();
    for (Backup backup : backups) {
      Manifest manifest = backup.manifest();
      rows.add(
          new Block.Row(
              tone(backup),
              List.of(
                  manifest.id().text(),
                  kind(manifest),
                  manifest.release().orElse(""),
                  Amount.bytes(manifest.storedBytes()),
                  Amount.ago(Duration.between(manifest.finished(), now)),
                  proved(backup, now) + (backup.held().isPresent() ? ", held" : ""))));
    }
    return new Block.Table(List.of("backup", "kind", "release", "size", "made", "proved"), rows);
  }

  /// Of one that isn't here, who has it.
  private static String kind(Manifest manifest) {
    return manifest
        .provider()
        .map(at -> "with " + at.provider())
        .orElseGet(() -> manifest.kind().name().toLowerCase(Locale.ROOT));
  }

  private static Block.Tone tone(Backup backup) {
    if (backup.proved()) {
      return Block.Tone.GOOD;
    }
    return backup.lastProof().isPresent() ? Block.Tone.BAD : Block.Tone.WARNING;
  }

  private static String proved(Backup backup, Instant now) {
    Optional<Proof> last = backup.lastProof();
    if (last.isEmpty()) {
      return "unproved";
    }
    String when = Amount.ago(Duration.between(last.get().started(), now));
    return last.get().good()
        ? when + ", restored in " + Progress.words(last.get().recovery())
        : "failed " + when;
  }

  private static List<Finding> findings(Backups.Listing listing) {
    List<Finding> findings = new ArrayList<>();
    for (BackupId leftover : listing.leftovers()) {
      findings.add(
          Finding.of("backup-unfinished", Severity.NOTE, leftover + " is no backup.")
              .because("It has no manifest: it is being written, or whoever wrote it has died."));
    }
    for (String why : listing.unreadable()) {
      findings.add(
          Finding.of("backup-unreadable", Severity.ERROR, "A backup can't be read.").because(why));
    }
    return findings;
  }
}
