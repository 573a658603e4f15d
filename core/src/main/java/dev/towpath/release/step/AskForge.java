package dev.towpath.release.step;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.Project;
import dev.towpath.forge.CommitFacts;
import dev.towpath.forge.ForgeAddress;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `forge`: what GitHub or GitLab says of the release's commit and of its pull request.
public final class AskForge implements StepKind {
  @Override
  public String word() {
    return "forge";
  }

  @Override
  public String sentence() {
    return "Asks GitHub or GitLab for the checks of the commit, and the reviews, labels and tasks"
        + " of its pull request.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.mapping().flatMap(mapping -> read(mapping, text.faults()));
  }

  private static Optional<Step> read(Mapping mapping, Faults faults) {
    Optional<ForgeAddress> forge = ForgeAddress.read(mapping, faults);
    ForgeDemands demands = ForgeDemands.read(mapping, faults);
    mapping.end();
    return forge.map(address -> new Asked(address, demands));
  }

  private record Asked(ForgeAddress forge, ForgeDemands demands) implements RepeatableStep {
    @Override
    public String does() {
      return "asks " + forge.vendor().title() + " about the commit in " + forge.repository();
    }

    /// Who may count for a role stands in the project's settings.
    @Override
    public List<Path> files() {
      return demands.byRole().isEmpty() ? List.of() : List.of(Path.of(ConfigFile.NAME));
    }

    @Override
    public Optional<Problem> lack(Project project) {
      return demands.unheld(project.reviewers()).map(role -> unknown(role, project));
    }

    private static Problem unknown(String role, Project project) {
      return Problem.of(
              "reviewers-unknown", Exit.USAGE, "Nobody's review counts for the role " + role + ".")
          .because("'reviewers' of towpath.yaml doesn't have it.")
          .leaving("Nothing was asked.")
          .next(
              project.reviewers().isEmpty()
                  ? "Name them there: reviewers: { " + role + ": [name] }"
                  : Nearest.hint(role, project.reviewers().keySet()));
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      Optional<String> commit = context.run().release().commit();
      if (commit.isEmpty()) {
        return StepResult.stopped(refused(List.of("The release has no commit.")));
      }
      Map<String, List<String>> reviewers =
          demands.byRole().isEmpty() ? Map.of() : context.settings().reviewers();
      CommitFacts facts = forge.open(context.variables()).facts(commit.get());
      List<String> faults = demands.faults(facts, reviewers);
      Map<String, @Nullable Object> evidence = evidence(commit.get(), facts);
      return faults.isEmpty()
          ? new StepResult.Done(evidence)
          : new StepResult.Stopped(refused(faults), evidence);
    }

    private Problem refused(List<String> faults) {
      return Problem.of(
              "forge-refuses",
              Exit.REFUSED,
              "The commit is not ready on " + forge.vendor().title() + ".")
          .because(String.join(" ", faults))
          .leaving("Nothing was changed.")
          .next("Do what is missing in " + forge.repository() + "; then retry the step.");
    }

    private static Map<String, @Nullable Object> evidence(String commit, CommitFacts facts) {
      Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
      evidence.put("commit", commit);
      evidence.put(
          "checks",
          facts.checks().stream().map(each -> each.name() + ": " + each.state()).toList());
      facts
          .pull()
          .ifPresent(
              pull -> {
                evidence.put("pull", pull.number());
                evidence.put("approved-by", pull.approvedBy());
                evidence.put("labels", pull.labels());
                evidence.put("open-tasks", pull.openTasks());
              });
      return evidence;
    }
  }
}
