package dev.towpath.migration.run;

import java.time.Duration;
import java.util.Optional;

/// What a person may ask for beside what the files and the target say.
///
/// @param outOfOrder applies migrations that are older than the newest applied one
/// @param acceptDataLoss undoes although rows are lost
/// @param acceptEdited undoes although the file was edited after it was applied
/// @param replay runs what another database has applied already: what is wrong with its names and
///     its history there is said there
/// @param unfinished what to hold of an interrupted statement that can't be inspected
/// @param lockPatience how long a transaction is tried again when others hold its locks
/// @param targetPatience how long to wait for another run on the same target to end
/// @param reconnectPatience how long to look for a server that was lost, to learn how it stands
public record RunOptions(
    boolean outOfOrder,
    boolean acceptDataLoss,
    boolean acceptEdited,
    boolean replay,
    Optional<Unfinished> unfinished,
    Duration lockPatience,
    Duration targetPatience,
    Duration reconnectPatience) {
  /// Long enough for a batch job to pass, short enough for a person who waits at a terminal.
  public static final Duration LOCK_PATIENCE = Duration.ofSeconds(60);

  /// Two deployments that start together: the second one waits for a short first one.
  public static final Duration TARGET_PATIENCE = Duration.ofSeconds(10);

  /// A server that restarts is back by then.
  public static final Duration RECONNECT_PATIENCE = Duration.ofSeconds(15);

  /// What a person found an interrupted statement to be.
  public enum Unfinished {
    DONE,
    REPEAT
  }

  public static RunOptions standard() {
    return new RunOptions(
        false,
        false,
        false,
        false,
        Optional.empty(),
        LOCK_PATIENCE,
        TARGET_PATIENCE,
        RECONNECT_PATIENCE);
  }

  public RunOptions withOutOfOrder() {
    return with(true, acceptDataLoss, acceptEdited, replay, unfinished);
  }

  public RunOptions withAcceptDataLoss() {
    return with(outOfOrder, true, acceptEdited, replay, unfinished);
  }

  public RunOptions withAcceptEdited() {
    return with(outOfOrder, acceptDataLoss, true, replay, unfinished);
  }

  public RunOptions withReplay() {
    return with(outOfOrder, acceptDataLoss, acceptEdited, true, unfinished);
  }

  public RunOptions withUnfinished(Unfinished answer) {
    return with(outOfOrder, acceptDataLoss, acceptEdited, replay, Optional.of(answer));
  }

  public RunOptions withPatience(Duration locks, Duration target) {
    return with(locks, target, reconnectPatience);
  }

  public RunOptions withReconnect(Duration patience) {
    return with(lockPatience, targetPatience, patience);
  }

  private RunOptions with(
      boolean order, boolean loss, boolean edited, boolean again, Optional<Unfinished> answer) {
    return new RunOptions(
        order, loss, edited, again, answer, lockPatience, targetPatience, reconnectPatience);
  }

  private RunOptions with(Duration locks, Duration target, Duration reconnect) {
    return new RunOptions(
        outOfOrder, acceptDataLoss, acceptEdited, replay, unfinished, locks, target, reconnect);
  }
}
