package dev.towpath.release.step;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `check`: what the pending migrations will do, by their files and the environment's schema.
public final class Check implements StepKind {
  @Override
  public String word() {
    return "check";
  }

  @Override
  public String sentence() {
    return "Asks the rules about the pending migrations; an error stops the release.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isEmpty()) {
      return Optional.of(new Asked(false));
    }
    return text.text()
        .filter(
            word -> {
              boolean additive = word.equals("additive");
              if (!additive) {
                text.faults()
                    .badValue(
                        text.value(),
                        "'check' can't be '" + word + "'.",
                        "It is left without a value, or 'additive'.");
              }
              return additive;
            })
        .map(_ -> new Asked(true));
  }

  /// @param additive whether nothing may be taken away, whatever the rules allow
  private record Asked(boolean additive) implements RepeatableStep {
    /// The classes of a migration that takes something away.
    private static final Set<String> TAKES = Set.of("contract", "mixed");

    @Override
    public String does() {
      return "checks the pending migrations" + (additive ? ", which may only add" : "");
    }

    @Override
    public StepResult run(StepContext context) {
      Report report = context.command("check");
      List<String> taking = additive ? taking(report) : List.of();
      if (report.exit() != Exit.FINE || taking.isEmpty()) {
        return StepResult.of(report);
      }
      return new StepResult.Stopped(
          Problem.of("migration-not-additive", Exit.REFUSED, "A migration takes something away.")
              .because(String.join(", ", taking) + " drops, renames or demands more.")
              .leaving("Nothing was changed.")
              .next("Let it go out with a later release, when nothing uses what it takes away."),
          report.data());
    }

    private static List<String> taking(Report report) {
      List<String> taking = new ArrayList<>();
      if (report.data().get("migrations") instanceof List<?> migrations) {
        for (Object each : migrations) {
          if (each instanceof Map<?, ?> migration
              && TAKES.contains(String.valueOf(migration.get("class")))) {
            taking.add(String.valueOf(migration.get("file")));
          }
        }
      }
      return taking;
    }
  }
}
