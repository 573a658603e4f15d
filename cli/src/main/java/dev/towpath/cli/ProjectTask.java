package dev.towpath.cli;

import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.util.List;

/// A command that works on a project: one whose `towpath.yaml` is in order, if it has one.
interface ProjectTask extends Task {
  Report run(Wiring wiring, Project project) throws Exception;

  @Override
  default Report run(Wiring wiring) throws Exception {
    return switch (wiring.config()) {
      case ConfigReading.Good(Project project) -> run(wiring, project);
      case ConfigReading.Faulty(List<Finding> findings) ->
          Report.of("configuration").exit(Exit.USAGE).findings(findings);
    };
  }
}
