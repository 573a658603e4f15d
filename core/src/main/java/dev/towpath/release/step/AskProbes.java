package dev.towpath.release.step;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.Probe;
import dev.towpath.config.Probes;
import dev.towpath.config.Project;
import dev.towpath.probe.Answer;
import dev.towpath.probe.Prober;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import dev.towpath.yaml.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// `probe`: the running system answers as it must; one probe, or a band of them.
public final class AskProbes implements StepKind {
  @Override
  public String word() {
    return "probe";
  }

  @Override
  public String sentence() {
    return "Asks the running system by HTTP, TCP, SQL, its log or a command, until it answers as it"
        + " must.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    List<Asked> band = new ArrayList<>();
    if (text.value() instanceof SequenceNode list && !list.getValue().isEmpty()) {
      list.getValue().forEach(each -> asked(each, text).ifPresent(band::add));
    } else {
      asked(text.value(), text).ifPresent(band::add);
    }
    return band.isEmpty() ? Optional.empty() : Optional.of(new Band(List.copyOf(band)));
  }

  private static Optional<Asked> asked(Node node, StepText text) {
    if (node instanceof ScalarNode) {
      return new StepText(text.word(), node, text.faults(), text.surroundings())
          .text()
          .map(Named::new);
    }
    return Mapping.of(node, text.word(), text.faults())
        .flatMap(mapping -> Probes.read("", mapping, text.faults()))
        .map(Inline::new);
  }

  private sealed interface Asked {
    String name();
  }

  /// One of `towpath.yaml`.
  private record Named(String name) implements Asked {}

  private record Inline(Probe probe) implements Asked {
    @Override
    public String name() {
      return probe.name();
    }
  }

  /// A probe changes nothing.
  private record Band(List<Asked> band) implements RepeatableStep {
    @Override
    public String does() {
      return "probes " + String.join(", ", band.stream().map(Asked::name).toList());
    }

    @Override
    public List<Path> files() {
      boolean named = band.stream().anyMatch(Named.class::isInstance);
      return named ? List.of(Path.of(ConfigFile.NAME)) : List.of();
    }

    @Override
    public Optional<Problem> lack(Project project) {
      return band.stream()
          .filter(each -> find(each, project).isEmpty())
          .findFirst()
          .map(each -> unknown(each.name(), project));
    }

    private static Optional<Probe> find(Asked asked, Project project) {
      return switch (asked) {
        case Named(String name) -> Optional.ofNullable(project.probes().get(name));
        case Inline(Probe probe) -> Optional.of(probe);
      };
    }

    private static Problem unknown(String name, Project project) {
      return Problem.of("probe-unknown", Exit.USAGE, "There is no probe '" + name + "'.")
          .because("'probes' of towpath.yaml doesn't have it.")
          .leaving("Nothing was asked.")
          .next(Nearest.hint(name, project.probes().keySet()));
    }

    @Override
    public void endLeftovers(StepContext context) {
      StepCommand.endLeftovers(context);
    }

    /// All of them are asked, also after one that fails: a person wants to know how far it goes.
    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      Project project = context.settings();
      Prober prober =
          new Prober(
              context.project(),
              context.variables(),
              StepCommand.shell(context, "probe"),
              context.target());
      List<Map<String, @Nullable Object>> evidence = new ArrayList<>();
      Optional<Problem> failed = lack(project);
      for (Probe probe : band.stream().flatMap(each -> find(each, project).stream()).toList()) {
        Answer answer = prober.ask(probe);
        context.say(probe.name() + ": " + (answer.well() ? "well" : answer.said()));
        evidence.add(evidence(probe, answer));
        if (!answer.well() && failed.isEmpty()) {
          failed = Optional.of(failed(probe, answer));
        }
      }
      Map<String, @Nullable Object> all = Map.of("probes", evidence);
      return failed
          .map(problem -> (StepResult) new StepResult.Stopped(problem, all))
          .orElseGet(() -> new StepResult.Done(all));
    }

    private static Map<String, @Nullable Object> evidence(Probe probe, Answer answer) {
      Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
      evidence.put("probe", probe.name());
      evidence.put("asked", probe.question().text());
      evidence.put("answered", answer.said());
      evidence.put("well", answer.well());
      evidence.put("tries", answer.tries());
      evidence.put("milliseconds", answer.took().toMillis());
      return evidence;
    }

    private static Problem failed(Probe probe, Answer answer) {
      String tries = answer.tries() == 1 ? "" : " (asked " + answer.tries() + " times)";
      return Problem.of("probe-failed", Exit.REFUSED, "The probe fails: " + probe.name())
          .because(probe.question().text() + ": " + answer.said() + tries)
          .leaving("A probe changes nothing; what was released before it is there.")
          .next("Look at the running system; then retry the step, or roll the release back.");
    }
  }
}
