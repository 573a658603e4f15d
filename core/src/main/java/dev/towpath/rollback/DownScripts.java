package dev.towpath.rollback;

import dev.towpath.migration.run.Outcome;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.Undoer;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import dev.towpath.rollback.freeze.Admission;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Goes back by down scripts, each step from the one that is recorded on.
///
/// @param told hears how the scripts run
record DownScripts(Undoer undoer, RunListener told) {

  /// @param undone how many migrations this run undid
  /// @param said what was verified
  record Gone(int undone, List<String> said) {}

  Gone run(Work begun) throws SQLException {
    Work work = begun.frozen();
    int undone = 0;
    List<String> said = List.of();
    if (work.open().state() == RollbackRecord.State.FROZEN) {
      undone = undo(work);
      work = work.reached(RollbackRecord.State.UNDONE);
    }
    if (work.open().state() == RollbackRecord.State.UNDONE) {
      said = verified(work);
      work = work.reached(RollbackRecord.State.VERIFIED);
    }
    if (work.open().thaws()) {
      work.thaw();
    }
    work.reached(RollbackRecord.State.DONE);
    return new Gone(undone, said);
  }

  private int undo(Work work) {
    OpenTarget target = work.target();
    try (Admission admission = Admission.to(target, work.layout(), true)) {
      Outcome outcome =
          undoer.undo(
              work.asked().look().files(),
              work.open().to(),
              Optional.empty(),
              admission.target(),
              told);
      return outcome.done().size();
    } catch (ProblemException e) {
      throw RollbackProblems.stopped(e);
    }
  }

  private static List<String> verified(Work work) throws SQLException {
    work.listener().accept("verifying");
    Verified verified = work.soundness().all(work.target(), work.open());
    if (!verified.faults().isEmpty()) {
      throw RollbackProblems.unsound(work.open().to(), verified.faults());
    }
    return verified.said();
  }
}
