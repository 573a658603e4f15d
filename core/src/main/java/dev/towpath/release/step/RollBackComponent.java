package dev.towpath.release.step;

import dev.towpath.component.Revision;
import dev.towpath.config.ConfigFile;
import dev.towpath.config.Project;
import dev.towpath.problem.Problem;
import dev.towpath.release.Release.PlannedStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `roll-back`: a component serves what it served before the release deployed it.
public final class RollBackComponent implements StepKind {
  @Override
  public String word() {
    return "roll-back";
  }

  @Override
  public String sentence() {
    return "Rolls a component back to the revision that it served before this release.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.text().map(RolledBack::new);
  }

  /// The revision is one that is written down: going there twice is going there once.
  private record RolledBack(String name) implements RepeatableStep {
    @Override
    public String does() {
      return "rolls " + name + " back to the revision before the release";
    }

    @Override
    public List<Path> files() {
      return List.of(Path.of(ConfigFile.NAME));
    }

    @Override
    public Optional<Problem> lack(Project project) {
      return Deployment.lack(name, project);
    }

    @Override
    public void endLeftovers(StepContext context) {
      StepCommand.endLeftovers(context);
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      List<PlannedStep> deploys =
          context.run().release().steps().stream()
              .filter(step -> step.kind().equals(Deploy.WORD))
              .filter(step -> step.does().equals(Deploy.does(name)))
              .toList();
      for (PlannedStep deploy : deploys) {
        Optional<Revision> before = Deployment.before(context, deploy.number());
        if (before.isPresent()) {
          return Deployment.of(name, context, "roll-back").rollBack(before.get());
        }
      }
      if (!deploys.isEmpty() && deploys.stream().allMatch(each -> untouched(context, each))) {
        return new StepResult.Done(Map.of("component", name, "deployed", false));
      }
      throw Deployment.unknownBefore(name);
    }

    /// Whether the release never began to deploy it.
    private static boolean untouched(StepContext context, PlannedStep deploy) {
      return context.run().attempts(deploy.number()) == 0;
    }
  }
}
