package dev.towpath.release.step;

import dev.towpath.config.Template;
import dev.towpath.forge.CommitFacts;
import dev.towpath.forge.CommitFacts.Pull;
import dev.towpath.forge.GitHub;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `forge`: what GitHub says of the release's commit and of its pull request.
public final class AskForge implements StepKind {
  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final int MOST_REVIEWS = 20;
  private static final List<String> DEMANDS = List.of("checks", "reviews", "labels", "tasks");

  @Override
  public String word() {
    return "forge";
  }

  @Override
  public String sentence() {
    return "Asks GitHub for the checks of the commit, and the reviews, labels and tasks of its"
        + " pull request.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.mapping().flatMap(mapping -> read(mapping, text.faults()));
  }

  private static Optional<Step> read(Mapping mapping, Faults faults) {
    Optional<String> repository =
        mapping.text("github", REPOSITORY, "It is owner/name.").map(ScalarNode::getValue);
    if (!mapping.has("github")) {
      faults.missing(mapping.node(), "github", "It isn't said which repository is asked.");
    }
    if (DEMANDS.stream().noneMatch(mapping::has)) {
      faults.missing(mapping.node(), "checks", "It isn't said what must be so.");
    }
    Template token =
        Template.read(mapping, "token", faults)
            .orElse(new Template("${GITHUB_TOKEN}", faults.location(mapping.node())));
    Template api =
        Template.read(mapping, "api", faults)
            .orElse(new Template("https://api.github.com", faults.location(mapping.node())));
    Demands demands =
        new Demands(
            mapping.choice("checks", List.of("green")).isPresent(),
            mapping.number("reviews", 1, MOST_REVIEWS).orElse(0),
            mapping.texts("labels").stream().map(ScalarNode::getValue).toList(),
            mapping.choice("tasks", List.of("done")).isPresent());
    mapping.end();
    return repository.map(name -> new Asked(name, token, api, demands));
  }

  /// @param reviews how many people approved; 0 asks for none
  private record Demands(boolean checks, int reviews, List<String> labels, boolean tasks) {
    /// What is not so, in sentences.
    List<String> faults(CommitFacts facts) {
      List<String> faults = new ArrayList<>();
      if (checks && facts.checks().isEmpty()) {
        faults.add("The commit has no checks.");
      }
      if (checks) {
        facts.checks().stream()
            .filter(each -> !each.green())
            .forEach(each -> faults.add("The check " + each.name() + ": " + each.state() + "."));
      }
      if (reviews > 0 || tasks || !labels.isEmpty()) {
        facts
            .pull()
            .ifPresentOrElse(
                pull -> faults.addAll(faults(pull)),
                () -> faults.add("The commit has no pull request."));
      }
      return faults;
    }

    private List<String> faults(Pull pull) {
      List<String> faults = new ArrayList<>();
      if (reviews > 0 && pull.approvedBy().size() < reviews) {
        faults.add(pull.approvedBy().size() + " of " + reviews + " reviews approve.");
      }
      if (reviews > 0) {
        pull.refusedBy().forEach(each -> faults.add(each + " asks for changes."));
      }
      labels.stream()
          .filter(each -> !pull.labels().contains(each))
          .forEach(each -> faults.add("The label '" + each + "' is missing."));
      if (tasks) {
        pull.openTasks().forEach(each -> faults.add("The task is open: " + each));
      }
      return faults;
    }
  }

  private record Asked(String repository, Template token, Template api, Demands demands)
      implements RepeatableStep {
    @Override
    public String does() {
      return "asks GitHub about the commit in " + repository;
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      Optional<String> commit = context.run().release().commit();
      if (commit.isEmpty()) {
        return StepResult.stopped(refused(List.of("The release has no commit.")));
      }
      CommitFacts facts =
          new GitHub(repository, token, api, context.variables()).facts(commit.get());
      List<String> faults = demands.faults(facts);
      Map<String, @Nullable Object> evidence = evidence(commit.get(), facts);
      return faults.isEmpty()
          ? new StepResult.Done(evidence)
          : new StepResult.Stopped(refused(faults), evidence);
    }

    private Problem refused(List<String> faults) {
      return Problem.of("forge-refuses", Exit.REFUSED, "The commit is not ready on GitHub.")
          .because(String.join(" ", faults))
          .leaving("Nothing was changed.")
          .next("Do what is missing in " + repository + "; then retry the step.");
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
