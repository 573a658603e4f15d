package dev.towpath.release.step;

import dev.towpath.problem.Exit;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `backup`: a backup made for this release, and proved by restoring it.
public final class MakeBackup implements StepKind {
  @Override
  public String word() {
    return "backup";
  }

  @Override
  public String sentence() {
    return "Makes a backup; with 'prove: restore' it is restored once before the release goes on.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isEmpty()) {
      return Optional.of(new Made(List.of(), false));
    }
    return text.mapping()
        .map(
            mapping -> {
              List<String> schemas =
                  mapping.texts("schemas").stream().map(ScalarNode::getValue).toList();
              boolean prove = mapping.choice("prove", List.of("restore")).isPresent();
              mapping.end();
              return new Made(schemas, prove);
            });
  }

  /// What a dead driver left is swept by the next one.
  private record Made(List<String> schemas, boolean prove) implements RepeatableStep {
    @Override
    public String does() {
      String what = schemas.isEmpty() ? "a backup" : "a backup of " + String.join(", ", schemas);
      return "makes " + what + (prove ? ", and restores it once" : "");
    }

    @Override
    public StepResult run(StepContext context) {
      List<String> options =
          new ArrayList<>(List.of("--release", context.run().release().id().text()));
      if (!schemas.isEmpty()) {
        options.addAll(List.of("--schema", String.join(",", schemas)));
      }
      Report made = context.command("backup create", options.toArray(String[]::new));
      if (made.exit() != Exit.FINE || !prove) {
        return StepResult.of(made);
      }
      String id = String.valueOf(made.data().get("backup"));
      Report proved = context.commands().run("backup", "prove", id);
      Map<String, @Nullable Object> evidence = new LinkedHashMap<>(made.data());
      evidence.put("proof", proved.data());
      return switch (StepResult.of(proved)) {
        case StepResult.Stopped(var problem, _) -> new StepResult.Stopped(problem, evidence);
        case StepResult.Done _ -> new StepResult.Done(evidence);
        case StepResult.Waiting waiting -> waiting;
        case StepResult.GoBack back -> back;
      };
    }
  }
}
