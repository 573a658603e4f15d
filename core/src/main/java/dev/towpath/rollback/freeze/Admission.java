package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// The right of this process to write to a target although it is frozen; over when it is closed,
/// and with the process. A target that isn't frozen needs none.
public final class Admission implements AutoCloseable {
  private final OpenTarget target;
  private final String layout;
  private final Optional<Admitted> admitted;

  private Admission(OpenTarget target, String layout, Optional<Admitted> admitted) {
    this.target = target;
    this.layout = layout;
    this.admitted = admitted;
  }

  private record Admitted(long freeze, Pass pass) {}

  /// Asks for it, or fails with `target-frozen`.
  ///
  /// @param layout the history's name
  /// @param wanted whether a person said that this is to run on a frozen target
  public static Admission to(OpenTarget target, String layout, boolean wanted) {
    try (Connection connection = target.connect("freeze")) {
      Optional<Frozen> frozen = Frozen.read(connection);
      if (frozen.isEmpty()) {
        return new Admission(target, layout, Optional.empty());
      }
      if (!wanted) {
        throw refused(frozen.get()).exception();
      }
      FreezeRecord record = new FreezeRecord(connection, OwnTables.of(layout));
      Optional<FreezeRecord.Open> open = record.exists() ? record.open() : Optional.empty();
      if (open.isEmpty()) {
        throw refused(frozen.get()).exception();
      }
      Pass pass = Pass.make();
      record.admit(open.get().id(), pass);
      OpenTarget admitted = target.withSetting(Guard.PASS, pass.word());
      return new Admission(admitted, layout, Optional.of(new Admitted(open.get().id(), pass)));
    } catch (SQLException failure) {
      throw Freezer.failed(failure).leaving("Nothing was changed.").exception(failure);
    }
  }

  /// The target, with sessions that may write.
  public OpenTarget target() {
    return target;
  }

  private static Problem refused(Frozen frozen) {
    return Problem.of("target-frozen", Exit.REFUSED, "The database is " + frozen.sentence() + ".")
        .because("Nothing is to change there, migrations neither.")
        .leaving("Nothing was changed.")
        .next(
            "Thaw it with towpath thaw when the reason is gone. A migration that belongs to the"
                + " maintenance runs with --while-frozen.");
  }

  @Override
  public void close() {
    if (admitted.isEmpty()) {
      return;
    }
    try (Connection connection = target.connect("freeze")) {
      new FreezeRecord(connection, OwnTables.of(layout))
          .admitNoMore(admitted.get().freeze(), admitted.get().pass());
    } catch (SQLException | RuntimeException gone) {
      // The word of the pass is known to this process alone, and is forgotten with it.
    }
  }
}
