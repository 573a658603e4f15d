package dev.towpath.cli;

import dev.towpath.control.Control;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Releases;
import dev.towpath.release.run.RunReport;
import dev.towpath.report.Report;
import picocli.CommandLine.Mixin;

/// A command by which a person says something to a release.
abstract class ReleaseSaying implements Task {
  @Mixin ReleaseOption release;

  abstract RunState say(Releases releases, ReleaseId id);

  @Override
  public Report run(Wiring wiring) {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      RunState run = say(new Releases(journal, wiring.who().person()), release.id);
      return RunReport.of("release status", run, journal.driving(release.id));
    }
  }
}
