package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import dev.towpath.rollback.freeze.Thaw;
import dev.towpath.rollback.freeze.Thawer;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath thaw`: ends a freeze, whoever began it and however far it came.
@Command(
    name = "thaw",
    headerHeading = "Examples:%n  towpath thaw%n  towpath thaw -e production%n%n",
    header = "Ends a freeze: a database can be written again.",
    synopsisHeading = "%nUsage: ")
final class ThawCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Option(
      names = "--without-telling",
      description = "Don't run what 'maintenance' says: you have told the application yourself.")
  boolean untold;

  @Override
  public Report run(Wiring wiring, Project project) {
    Layouts.Found found = wiring.layout(project);
    try (OpenTarget open =
        wiring.open(wiring.target(project, found.layout(), target.environment))) {
      return Recording.of(wiring, project, "thaw", open)
          .run(open, () -> thaw(wiring, project, found, open));
    }
  }

  private Report thaw(Wiring wiring, Project project, Layouts.Found found, OpenTarget open) {
    try (Interruption _ = wiring.interruptible(Interruption.ofFreeze())) {
      Progress progress = wiring.progress();
      Thawer thawer =
          untold
              ? new Thawer(progress::now, Optional.empty(), Thawer.Tells.NOBODY)
              : new Thawer(
                  progress::now, wiring.freezing(project, open).off(), Thawer.Tells.EVERYBODY);
      Thaw thaw = thawer.thaw(open, found.layout().history().name(), Who.user());
      progress.end();
      return report(open, thaw);
    }
  }

  private static Report report(OpenTarget open, Thaw thaw) {
    Report report =
        Report.of("thaw")
            .data("target", open.target().name())
            .data("frozen", false)
            .data("wasFrozen", thaw.was().isPresent())
            .data("guardsRemoved", thaw.guards())
            .data("guardsLeft", thaw.left());
    if (!thaw.left().isEmpty()) {
      report =
          report
              .block(
                  new Block.Text(
                      "A guard still stands on "
                          + String.join(", ", thaw.left())
                          + ", because something reads there. It lets every write through."))
              .next("towpath thaw");
    }
    return report.summary(
        thaw.was().isPresent() || thaw.guards() > 0
            ? "thawed: writes go through"
            : "not frozen, nothing to do");
  }
}
