package dev.towpath.rollback;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import dev.towpath.rollback.freeze.Freezer;
import java.sql.SQLException;
import java.util.function.Consumer;

/// A rollback that was begun: what was asked for, where, and how far it is recorded to be.
///
/// @param listener hears in a few words what is being done
record Work(
    RollbackRun asked,
    OpenTarget target,
    RollbackRecord record,
    RollbackRecord.Open open,
    Soundness soundness,
    Consumer<String> listener) {

  String layout() {
    return asked.look().files().layout().history().name();
  }

  /// Freezes, also what is frozen in part or was made since; and unless an earlier run did, notes
  /// what is compared later.
  Work frozen() throws SQLException {
    boolean begun = open.state() == RollbackRecord.State.BEGUN;
    try {
      new Freezer(listener).freeze(asked.freeze(), target);
    } catch (ProblemException notFrozen) {
      if (begun) {
        record.reached(open.id(), RollbackRecord.State.ABANDONED);
      }
      throw notFrozen;
    }
    if (!begun) {
      return this;
    }
    listener.accept("noting the schema and the rows");
    record.before(open.id(), soundness.note(target, open.to()));
    return reached(RollbackRecord.State.FROZEN);
  }

  /// The same a step further; that is recorded.
  Work reached(RollbackRecord.State state) throws SQLException {
    record.reached(open.id(), state);
    listener.accept("the rollback is " + state.word());
    RollbackRecord.Open now = record.read(open.id());
    return new Work(asked, target, record, now, soundness, listener);
  }

  void thaw() {
    asked.freeze().thawer(listener).thaw(target, layout(), asked.by());
  }
}
