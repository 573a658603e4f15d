package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.restore.RecoveryTarget.Backup;
import dev.towpath.backup.restore.RecoveryTarget.Before;
import dev.towpath.backup.restore.RecoveryTarget.Place;
import dev.towpath.backup.restore.RecoveryTarget.Point;
import dev.towpath.backup.restore.RecoveryTarget.Time;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the write-ahead log that is kept leads to a target; found by reading it, before anything
/// is restored.
///
/// @param stretch the segments that the recovery needs
record Coverage(WalArchive.Stretch stretch) {
  private static final int POINTS_SHOWN = 10;

  /// @param stretch the segments that there are
  /// @throws dev.towpath.problem.ProblemException with `recovery-not-covered`
  static Coverage of(Manifest manifest, WalArchive.Stretch stretch, RecoveryTarget target)
      throws IOException {
    Look look = new Look(manifest, target);
    WalReader reader = new WalReader(look::hear);
    int read = 0;
    boolean more = !look.early;
    while (more && read < stretch.segments().size()) {
      more = reader.read(stretch.segments().get(read), stretch.start(read));
      read++;
    }
    if (target instanceof Place(String lsn) && !look.early) {
      look.found |= Lsn.of(lsn).value() < stretch.start(stretch.segments().size());
    }
    if (!look.found && !(target instanceof Backup)) {
      throw look.missing().exception();
    }
    List<Path> needed = stretch.segments().subList(0, read);
    return new Coverage(
        new WalArchive.Stretch(
            stretch.timeline(), stretch.first(), stretch.segmentBytes(), List.copyOf(needed)));
  }

  /// What was heard of the log so far.
  private static final class Look {
    private final Manifest manifest;
    private final RecoveryTarget target;
    private final Lsn consistent;
    private final List<String> points = new ArrayList<>();
    private Optional<WalMark> last = Optional.empty();
    private boolean found;
    private boolean early;

    Look(Manifest manifest, RecoveryTarget target) {
      this.manifest = manifest;
      this.target = target;
      this.consistent = Lsn.of(manifest.wal().orElseThrow().stopLsn());
      this.early =
          switch (target) {
            case Time(Instant time) -> time.isBefore(manifest.started());
            case Place(String lsn) -> Lsn.of(lsn).compareTo(consistent) < 0;
            case Backup _, Before _, Point _ -> false;
          };
    }

    boolean hear(WalMark mark) {
      boolean before = new Lsn(mark.end()).compareTo(consistent) < 0;
      mark.point().ifPresent(points::add);
      boolean here = reached(mark);
      early |= here && before;
      found = here && !before && !early;
      last = Optional.of(mark);
      return !found && !early;
    }

    private boolean reached(WalMark mark) {
      return switch (target) {
        case Backup() -> false;
        case Time(Instant time) -> mark.point().isEmpty() && mark.time().isAfter(time);
        case Place(String lsn) -> Lsn.of(lsn).compareTo(new Lsn(mark.end())) <= 0;
        case Before goal -> mark.point().isEmpty() && mark.transaction() == goal.number();
        case Point(String name) -> mark.point().filter(name::equals).isPresent();
      };
    }

    Problem missing() {
      if (early) {
        return problem("It is before the end of the backup, " + manifest.finished() + ".")
            .next("Choose an older backup: towpath backup list");
      }
      String end = last.map(mark -> "The log that is kept ends at " + mark.time()).orElse("");
      int from = Math.max(0, points.size() - POINTS_SHOWN);
      String known =
          points.isEmpty()
              ? "."
              : ". Restore points in it: " + String.join(", ", points.subList(from, points.size()));
      return problem(end.isEmpty() ? "No log is kept since the backup." : end + known)
          .next("Choose a target within the log, or name the folder of the archive: wal: FOLDER");
    }

    private Problem problem(String why) {
      return Problem.of(
              "recovery-not-covered",
              Exit.REFUSED,
              "The backup and the log that is kept don't lead to " + target.words() + ".")
          .because(why)
          .leaving("Nothing was restored or changed.");
    }
  }
}
