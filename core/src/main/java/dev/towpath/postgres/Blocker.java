package dev.towpath.postgres;

import java.time.Duration;

/// A session that another one waits for.
///
/// @param application as it named itself; may be empty
/// @param state as in `pg_stat_activity`: `active`, `idle in transaction` and so on; empty where
///     the right to see it is missing
/// @param query its last or current statement, on one line, cut to a bound
/// @param transactionAge since its transaction began; zero where it can't be seen
/// @param holds the locks that it holds on what is waited for, such as `AccessShareLock on boats`
public record Blocker(
    int pid,
    String application,
    String user,
    String state,
    String query,
    Duration transactionAge,
    String holds) {

  /// One sentence for a message.
  public String sentence() {
    String who = application.isEmpty() ? user : application + ", " + user;
    String doing = query.isEmpty() ? "" : ": " + query;
    String lock = holds.isEmpty() ? "" : " It holds " + holds + ".";
    return "Session %d (%s) is %s, its transaction began %d s ago%s."
            .formatted(
                pid, who, state.isEmpty() ? "there" : state, transactionAge.toSeconds(), doing)
        + lock;
  }
}
