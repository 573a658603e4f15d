package dev.towpath.migration.run;

import java.time.Duration;
import java.util.Optional;

/// What a person may ask for beside what the files and the target say.
///
/// @param outOfOrder applies migrations that are older than the newest applied one
/// @param acceptDataLoss undoes although rows are lost
/// @param unfinished what to hold of an interrupted statement that can't be inspected
/// @param lockPatience how long a transaction is tried again when others hold its locks
/// @param targetPatience how long to wait for another run on the same target to end
/// @param reconnectPatience how long to look for a server that was lost, to learn how it stands
public record RunOptions(
    boolean outOfOrder,
    boolean acceptDataLoss,
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
        false, false, Optional.empty(), LOCK_PATIENCE, TARGET_PATIENCE, RECONNECT_PATIENCE);
  }

  public RunOptions withOutOfOrder() {
    return new RunOptions(
        true, acceptDataLoss, unfinished, lockPatience, targetPatience, reconnectPatience);
  }

  public RunOptions withAcceptDataLoss() {
    return new RunOptions(
        outOfOrder, true, unfinished, lockPatience, targetPatience, reconnectPatience);
  }

  public RunOptions withUnfinished(Unfinished answer) {
    return new RunOptions(
        outOfOrder,
        acceptDataLoss,
        Optional.of(answer),
        lockPatience,
        targetPatience,
        reconnectPatience);
  }

  public RunOptions withPatience(Duration locks, Duration target) {
    return new RunOptions(outOfOrder, acceptDataLoss, unfinished, locks, target, reconnectPatience);
  }

  public RunOptions withReconnect(Duration patience) {
    return new RunOptions(
        outOfOrder, acceptDataLoss, unfinished, lockPatience, targetPatience, patience);
  }
}
