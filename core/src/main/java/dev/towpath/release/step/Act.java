package dev.towpath.release.step;

import dev.towpath.config.ComponentSettings;
import dev.towpath.config.ComponentSettings.Verb;
import dev.towpath.config.ConfigFile;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that only some components can, and what takes it back.
///
/// @param back empty where nothing has to be taken back
record Act(String name, Verb verb, Optional<Verb> back) implements Step {
  @Override
  public String does() {
    return phrase(verb);
  }

  private String phrase(Verb each) {
    return switch (each) {
      case STOP -> "stops " + name;
      case START -> "starts " + name;
      case CLEAN_UP -> "cleans up behind " + name;
    };
  }

  @Override
  public List<Path> files() {
    return List.of(Path.of(ConfigFile.NAME));
  }

  @Override
  public Optional<Problem> lack(Project project) {
    return Deployment.lack(name, project)
        .or(() -> Optional.ofNullable(project.components().get(name)).flatMap(this::unable));
  }

  private Optional<Problem> unable(ComponentSettings settings) {
    Optional<Verb> missing =
        settings.way().verbs().contains(verb)
            ? back.filter(each -> !settings.way().verbs().contains(each))
            : Optional.of(verb);
    return missing.map(
        each ->
            Problem.of(
                    "component-cannot",
                    Exit.USAGE,
                    "The component '" + name + "' has no way to " + each.word() + ".")
                .because("towpath.yaml doesn't say how, or what deploys it can't do that.")
                .leaving("Nothing was done.")
                .next("Add '" + each.word() + "' to its 'exec', or take the step away."));
  }

  /// To stop what is stopped is harmless, and so for the others; the reference demands it.
  @Override
  public AfterCrash afterCrash() {
    return AfterCrash.REPEAT;
  }

  @Override
  public WayBack wayBack() {
    return back.<WayBack>map(each -> new WayBack.By(phrase(each), "nothing"))
        .orElse(new WayBack.NotNeeded());
  }

  @Override
  public void endLeftovers(StepContext context) {
    StepCommand.endLeftovers(context);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    return act(context, verb);
  }

  @Override
  public StepResult undo(StepContext context) throws InterruptedException {
    return act(context, back.orElseThrow());
  }

  private StepResult act(StepContext context, Verb each) throws InterruptedException {
    Deployment deployment = Deployment.of(name, context, each.word());
    deployment.component().act(each);
    return new StepResult.Done(
        Map.of("component", name, "status", deployment.component().status()));
  }
}
