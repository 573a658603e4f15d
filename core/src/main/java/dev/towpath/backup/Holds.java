package dev.towpath.backup;

import dev.towpath.backup.store.Storage;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Says of backups that they must stay, and that they no longer must.
public final class Holds {
  private final Storage storage;
  private final InstantSource clock;
  private final String by;

  /// @param by who works with it
  public Holds(Storage storage, InstantSource clock, String by) {
    this.storage = storage;
    this.clock = clock;
    this.by = by;
  }

  /// Holds a backup. One that is held already gets the new reason.
  public Hold hold(Backup backup, String reason) throws IOException {
    return put(
        backup,
        new Hold(reason, by, clock.instant().truncatedTo(ChronoUnit.SECONDS), Optional.empty()));
  }

  /// Ends the hold of a backup; fails with `backup-not-held` if there is none.
  public Hold end(Backup backup) throws IOException {
    Hold hold = backup.held().orElseThrow(() -> notHeld(backup).exception());
    Hold.End end = new Hold.End(by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    return put(backup, new Hold(hold.reason(), hold.by(), hold.at(), Optional.of(end)));
  }

  private Hold put(Backup backup, Hold hold) throws IOException {
    storage.put(backup.id() + Hold.KEY, hold.bytes(backup.id()));
    return hold;
  }

  private static Problem notHeld(Backup backup) {
    return Problem.of("backup-not-held", Exit.USAGE, "Nobody holds " + backup.id() + ".")
        .because("It has no hold, or its hold was ended before.")
        .leaving("Nothing was changed.")
        .next("See which are held: towpath backup list");
  }
}
