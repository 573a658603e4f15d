package dev.towpath.backup.prune;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupId;
import dev.towpath.backup.Backups;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.KeepRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Deletes backups that no rule keeps. Of each the manifest goes first: whatever happens then, what
/// is left is no backup and is never listed, and the next pruning deletes it.
public final class Pruner {
  private final Storage storage;
  private final ReleaseHold hold;

  public Pruner(Storage storage, ReleaseHold hold) {
    this.storage = storage;
    this.hold = hold;
  }

  /// What would go. Changes no backup.
  ///
  /// @param environment whose backups; empty for all
  public PrunePlan plan(KeepRules rules, Optional<String> environment) throws IOException {
    Backups.Listing listing = new Backups(storage).list();
    List<Backup> backups =
        listing.backups().stream()
            .filter(each -> environment.isEmpty() || environment.get().equals(name(each)))
            .toList();
    Map<BackupId, List<String>> reasons = KeepCalendar.reasons(backups, rules);
    List<PrunePlan.Verdict> verdicts = new ArrayList<>();
    for (Backup backup : backups) {
      List<String> without =
          rules.equals(KeepRules.NONE) ? List.of("no rule says when") : List.of();
      List<String> why = new ArrayList<>(reasons.getOrDefault(backup.id(), without));
      hold.on(backup).ifPresent(why::add);
      verdicts.add(new PrunePlan.Verdict(backup, List.copyOf(why)));
    }
    return new PrunePlan(List.copyOf(verdicts), dead(listing.leftovers()), listing.unreadable());
  }

  private static String name(Backup backup) {
    return backup.manifest().environment();
  }

  /// Those that nobody can be writing. Who writes was asked after they were listed: one that was
  /// finished meanwhile has a manifest now.
  private List<BackupId> dead(List<BackupId> leftovers) throws IOException {
    List<BackupId> dead = new ArrayList<>();
    for (BackupId id : leftovers) {
      if (!storage.mayBeWriting(id.begun()) && storage.list(id + Backups.MANIFEST).isEmpty()) {
        dead.add(id);
      }
    }
    return List.copyOf(dead);
  }

  /// Deletes what a plan says, except what is held by now.
  ///
  /// @param gone hears of each that is deleted whole
  public void run(PrunePlan plan, Consumer<BackupId> gone) throws IOException {
    storage.sweep();
    for (BackupId leftover : plan.leftovers()) {
      delete(leftover);
      gone.accept(leftover);
    }
    for (Backup backup : plan.going()) {
      if (new Backups(storage).get(backup.id().text()).held().isEmpty()) {
        storage.delete(backup.id() + Backups.MANIFEST);
        delete(backup.id());
        gone.accept(backup.id());
      }
    }
  }

  private void delete(BackupId id) throws IOException {
    storage.deleteAll(storage.list(id + "/").stream().map(Storage.Entry::key).toList());
  }
}
