package dev.towpath.release.step;

import dev.towpath.config.ProjectPath;
import dev.towpath.problem.Exit;
import dev.towpath.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `verify`: whether history, files and database agree after the change.
public final class Verify implements StepKind {
  @Override
  public String word() {
    return "verify";
  }

  @Override
  public String sentence() {
    return "Proves that history, files and database agree; with 'catalog' also a page of the"
        + " schema.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isEmpty()) {
      return Optional.of(new Verified(Optional.empty()));
    }
    return text.mapping()
        .map(
            mapping -> {
              Optional<String> page =
                  mapping
                      .text("catalog", ProjectPath.FORM, ProjectPath.HELP)
                      .map(ScalarNode::getValue);
              mapping.end();
              return new Verified(page);
            });
  }

  /// @param catalog the page of the schema that must be up to date
  private record Verified(Optional<String> catalog) implements RepeatableStep {
    @Override
    public String does() {
      return "verifies history, files and database"
          + catalog.map(page -> ", and that " + page + " is up to date").orElse("");
    }

    @Override
    public List<Path> files() {
      return catalog.map(Path::of).map(List::of).orElse(List.of());
    }

    @Override
    public StepResult run(StepContext context) {
      Report verified = context.command("verify");
      if (verified.exit() != Exit.FINE || catalog.isEmpty()) {
        return StepResult.of(verified);
      }
      Report page = context.command("catalog docs", "--check", "--to", catalog.get());
      return page.exit() == Exit.FINE ? StepResult.of(verified) : StepResult.of(page);
    }
  }
}
