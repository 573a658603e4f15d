package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.ReleaseId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tells a person who interrupts a command what that leaves; the process would end without a word.
/// Where one command runs others, as the demo does, the outermost one speaks.
final class Interruption implements AutoCloseable {
  private static final AtomicReference<@Nullable Interruption> OUTERMOST = new AtomicReference<>();

  private final Thread atExit;

  /// @param tell runs once if the process ends before this is closed
  Interruption(Runnable tell) {
    atExit = new Thread(tell, "towpath-interrupted");
    if (OUTERMOST.compareAndSet(null, this)) {
      Runtime.getRuntime().addShutdownHook(atExit);
    }
  }

  /// Of a command that changes a target.
  static Problem ofRun() {
    return problem("The run was interrupted.")
        .leaving(
            "What was committed before stays, with its row of the history; the transaction at work"
                + " is rolled back.")
        .next("Look with towpath status. The same command goes on from there.");
  }

  /// Of a command that only reads its target.
  static Problem ofReading() {
    return problem("The comparison was interrupted.")
        .leaving("The target is as it was: only a scratch server was written to, and it is gone.")
        .next("Run the same command again.");
  }

  static Problem ofBackup() {
    return problem("The backup was interrupted.")
        .leaving("The database is as it was; what was written so far is not listed as a backup.")
        .next("Run the same command again: it removes what is left of this one.");
  }

  static Problem ofFreeze() {
    return problem("It was interrupted.")
        .leaving("Some tables may be guarded, and it is recorded: towpath status says so.")
        .next("Go on with towpath freeze, or end it with towpath thaw.");
  }

  static Problem ofProof() {
    return problem("The proof was interrupted.")
        .leaving("The backup counts as it did before; no other database was touched.")
        .next("Run the same command again.");
  }

  static Problem ofRollback() {
    return problem("The rollback was interrupted.")
        .leaving("How far it came is recorded; the database may be frozen.")
        .next("Go on with towpath rollback run, or give it up with --abandon.");
  }

  static Problem ofRestore() {
    return problem("The restore was interrupted.")
        .leaving("The live database is as it was, or is the restored one: never a half of both.")
        .next("Look: towpath status. Then run the same command again, which cleans up.");
  }

  static Problem ofRelease(ReleaseId id) {
    return problem("The driver of the release was interrupted.")
        .leaving("What was done is in the journal; the step at work may be half done.")
        .next(
            "Go on with towpath release start "
                + id
                + ", which looks first; or take it back: towpath release roll-back "
                + id);
  }

  static Problem ofRehearsal() {
    return problem("The rehearsal was interrupted.")
        .leaving("No other database was touched, and the scratch server is gone.")
        .next("Run the same command again.");
  }

  /// @param removed whether the demo's own folder is gone
  static Problem ofDemo(boolean removed) {
    return problem("The demo was interrupted.")
        .leaving(
            removed
                ? "Its folder and its database are removed; no other database was touched."
                : "Its folder is still there; no other database was touched.")
        .next(
            removed
                ? "Run the same command again."
                : "Run the same command again: it removes the folder first.");
  }

  /// Whether the process is ending: what fails then, fails for that.
  static boolean isUnderWay() {
    Thread probe = new Thread(() -> {}, "towpath-probe");
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static Problem problem(String what) {
    return Problem.of("interrupted", Exit.INTERRUPTED, what);
  }

  @Override
  public void close() {
    if (!OUTERMOST.compareAndSet(this, null)) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends already: it was told, or is being told.
    }
  }
}
