package dev.towpath.release.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `rehearse`: the pending migrations for real, on a scratch server.
public final class Rehearse implements StepKind {
  @Override
  public String word() {
    return "rehearse";
  }

  @Override
  public String sentence() {
    return "Runs the pending migrations on a scratch server, with the project's tests and the way"
        + " back.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isEmpty()) {
      return Optional.of(new Rehearsed(List.of()));
    }
    return text.mapping()
        .map(
            mapping -> {
              List<String> words = new ArrayList<>();
              for (String option : List.of("like", "tests", "statements")) {
                mapping
                    .text(option)
                    .map(ScalarNode::getValue)
                    .ifPresent(value -> words.addAll(List.of("--" + option, value)));
              }
              mapping.end();
              return new Rehearsed(List.copyOf(words));
            });
  }

  private record Rehearsed(List<String> options) implements RepeatableStep {
    @Override
    public String does() {
      return "rehearses the pending migrations on a scratch server";
    }

    @Override
    public StepResult run(StepContext context) {
      return StepResult.of(context.command("rehearse", options.toArray(String[]::new)));
    }
  }
}
