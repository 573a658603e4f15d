package dev.towpath.release.run;

import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;

/// Everybody who hears of a release while it is driven, without its waiting for any of them. Used
/// by the driver's thread.
final class Audience implements AutoCloseable {
  private final Bulletin bulletin;
  private final Herald herald;
  private final Pager pager;

  Audience(Runbook runbook, Around around, StepOutcomes outcomes, DriverListener listener) {
    this.bulletin = new Bulletin(around, outcomes::alerted, listener::tells);
    this.herald = new Herald(runbook, bulletin);
    this.pager = new Pager(runbook, around, around.kept(), bulletin);
  }

  /// Lets them hear what is new.
  void follow(RunState run) {
    herald.follow(run);
    pager.follow(run);
    boolean _ = bulletin.handOver();
  }

  /// Asks for no more samples: the release ends, and its files are as they will be.
  void looksNoLonger() {
    pager.close();
  }

  /// Waits a little for what was told last, and has the outcomes written down.
  @Override
  public void close() {
    pager.close();
    bulletin.close();
  }
}
