package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Backups;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.provider.Provider;
import dev.towpath.backup.provider.Providers;
import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The words that name one backup and the place where it is.
final class BackupChoice {
  private static final String LATEST = "latest";

  @Mixin StorageOption place;

  @Parameters(
      paramLabel = "BACKUP",
      description = "The backup's name, as 'towpath backup list' shows it, or latest.")
  String name;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description =
          "The age identity that opens a sealed backup; by default the file that"
              + " TOWPATH_AGE_IDENTITY names.")
  void identity(@Nullable String file) {
    place.identity = file;
  }

  /// @param environment whose latest one is meant; null for any
  Backup in(Storage storage, @Nullable String environment) throws IOException {
    return in(storage, environment, new RecoveryTarget.Backup());
  }

  /// The same, where latest is the newest one from which the log may lead to a target.
  Backup in(Storage storage, @Nullable String environment, RecoveryTarget target)
      throws IOException {
    Backups backups = new Backups(storage);
    if (!name.equals(LATEST)) {
      return backups.get(name);
    }
    boolean recovers = !(target instanceof RecoveryTarget.Backup);
    List<Backup> all =
        backups.list().backups().stream()
            .filter(each -> environment == null || of(each).equals(environment))
            .filter(each -> !recovers || each.manifest().kind() == Manifest.Kind.PHYSICAL)
            .toList();
    if (all.isEmpty()) {
      throw none(storage, recovers).exception();
    }
    String whose = of(all.getLast());
    return all.stream()
        .filter(each -> of(each).equals(whose) && target.isAfter(each.manifest()))
        .reduce((_, later) -> later)
        .orElseThrow(() -> tooEarly(all.getFirst(), target).exception());
  }

  /// Who keeps the files of a backup, if that isn't its storage.
  static Optional<Provider> provider(Wiring wiring, Project project, Backup backup) {
    Manifest manifest = backup.manifest();
    return manifest
        .provider()
        .map(
            at ->
                new Providers(project, wiring.screen().variables())
                    .at(manifest.environment(), at.provider(), at.place()));
  }

  private static String of(Backup backup) {
    return backup.manifest().environment();
  }

  private static Problem tooEarly(Backup oldest, RecoveryTarget target) {
    return Problem.of(
            "recovery-not-covered", Exit.REFUSED, "No backup leads to " + target.words() + ".")
        .because(
            "The oldest copy of the server, %s, was finished at %s%s."
                .formatted(
                    oldest.id(),
                    oldest.manifest().finished(),
                    oldest.manifest().wal().map(wal -> ", " + wal.stopLsn()).orElse("")))
        .leaving("Nothing was restored or changed.")
        .next("See which there are: towpath backup list");
  }

  private static Problem none(Storage storage, boolean physical) {
    return Problem.of(
            "backup-none",
            Exit.USAGE,
            "There is no %s in %s"
                .formatted(physical ? "copy of a server" : "backup", storage.describe()))
        .leaving("Nothing was read or changed.")
        .next("Make one: towpath backup create" + (physical ? " --physical" : ""));
  }
}
