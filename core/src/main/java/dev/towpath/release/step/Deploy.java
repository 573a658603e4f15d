package dev.towpath.release.step;

import dev.towpath.component.Revision;
import dev.towpath.config.ConfigFile;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `deploy`: a component serves the release's commit.
public final class Deploy implements StepKind {
  static final String WORD = "deploy";

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String sentence() {
    return "Deploys a component of towpath.yaml at the release's commit, and sees that it serves.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.text().map(Deployed::new);
  }

  /// What it does to a component, as a plan says it.
  static String does(String component) {
    return "deploys " + component;
  }

  private record Deployed(String name) implements Step {
    @Override
    public String does() {
      return Deploy.does(name);
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
    public AfterCrash afterCrash() {
      return AfterCrash.INSPECT;
    }

    @Override
    public WayBack wayBack() {
      return new WayBack.By("rolls " + name + " back to the revision before", "nothing");
    }

    @Override
    public void endLeftovers(StepContext context) {
      StepCommand.endLeftovers(context);
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      Deployment deployment = Deployment.of(name, context, WORD);
      String commit = commit(context);
      Optional<Revision> serving = deployment.component().current();
      if (serving.isPresent()) {
        try {
          Deployment.remember(context, serving.get());
        } catch (IOException e) {
          return StepResult.stopped(notWritten(e));
        }
      }
      Optional<Problem> notBuilt = deployment.build(commit);
      if (notBuilt.isPresent()) {
        return new StepResult.Stopped(notBuilt.get(), evidence(context, commit, serving));
      }
      try {
        deployment.component().deploy(commit);
        return look(deployment, commit);
      } catch (ProblemException e) {
        return new StepResult.Stopped(e.problem(), logs(deployment, commit));
      }
    }

    private StepResult look(Deployment deployment, String commit) throws InterruptedException {
      Optional<Revision> now = deployment.settled(each -> each.isOf(commit));
      if (now.filter(each -> each.isOf(commit)).isEmpty()) {
        return new StepResult.Stopped(deployment.elsewhere(commit, now), logs(deployment, commit));
      }
      now.ifPresent(revision -> deployment.context().say("serves " + revision));
      Map<String, @Nullable Object> evidence = evidence(deployment.context(), commit, now);
      evidence.put("status", deployment.component().status());
      return new StepResult.Done(evidence);
    }

    /// Where neither the commit nor what was before serves, somebody else deployed: a person looks.
    @Override
    public boolean isDone(StepContext context) throws InterruptedException {
      Deployment deployment = Deployment.of(name, context, WORD);
      String commit = commit(context);
      Optional<Revision> now = deployment.component().current();
      if (now.filter(each -> each.isOf(commit)).isPresent()) {
        return true;
      }
      Optional<Revision> before = Deployment.before(context, context.number());
      if (before.isPresent() && !now.map(Revision::id).equals(before.map(Revision::id))) {
        throw deployment.elsewhere(commit, now).exception();
      }
      return false;
    }

    @Override
    public StepResult undo(StepContext context) throws InterruptedException {
      Revision before =
          Deployment.before(context, context.number())
              .orElseThrow(() -> Deployment.unknownBefore(name));
      return Deployment.of(name, context, "undo").rollBack(before);
    }

    private Map<String, @Nullable Object> evidence(
        StepContext context, String commit, Optional<Revision> now) {
      Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
      evidence.put("component", name);
      evidence.put("commit", commit);
      evidence.put(
          "before",
          Deployment.before(context, context.number()).map(Deployment::json).orElse(null));
      evidence.put("now", now.map(Deployment::json).orElse(null));
      return evidence;
    }

    /// What the component logged last: in there is the reason, most often.
    private Map<String, @Nullable Object> logs(Deployment deployment, String commit)
        throws InterruptedException {
      Map<String, @Nullable Object> evidence =
          evidence(deployment.context(), commit, Optional.empty());
      try {
        evidence.put("now", deployment.component().current().map(Deployment::json).orElse(null));
        evidence.put("logs", deployment.component().logs());
      } catch (ProblemException e) {
        evidence.put("logs", List.of(e.problem().what() + " " + e.problem().why()));
      }
      return evidence;
    }

    private static String commit(StepContext context) {
      return context
          .run()
          .release()
          .commit()
          .orElseThrow(
              () ->
                  Problem.of("commit-unknown", Exit.USAGE, "The release has no commit to deploy.")
                      .because("It was planned outside of a git checkout.")
                      .leaving("Nothing was deployed.")
                      .next("Plan the release anew in a checkout of the project.")
                      .exception());
    }

    private static Problem notWritten(IOException e) {
      return Problem.of(
              "evidence-not-written",
              Exit.STOPPED,
              "What served before the deploy could not be written down.")
          .because(String.valueOf(e.getMessage()))
          .leaving("Nothing was deployed.")
          .next("Make room in Towpath's folder of states; then retry the step.");
    }
  }
}
