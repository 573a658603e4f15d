package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Releases;
import picocli.CommandLine.Mixin;

/// A command by which a person says something to a release that nobody says without a reason.
abstract class ReleaseSayingWhy extends ReleaseSaying {
  @Mixin ReasonOption reason;

  abstract RunState say(Releases releases, ReleaseId id, String why);

  @Override
  final RunState say(Releases releases, ReleaseId id) {
    return say(releases, id, reason.said());
  }
}
