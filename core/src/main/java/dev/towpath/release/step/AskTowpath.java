package dev.towpath.release.step;

import dev.towpath.report.Report;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `towpath`: one of Towpath's own commands that change no database.
public final class AskTowpath implements StepKind {
  /// Stands for the release's environment, as it does for the commands of a step `run`.
  private static final String ENVIRONMENT = "$TOWPATH_ENVIRONMENT";

  /// What changes a target is a step of its own, with its way back.
  private static final List<String> READING =
      List.of(
          "catalog diff",
          "catalog docs",
          "catalog snapshot",
          "check",
          "doctor",
          "drift",
          "ledger verify",
          "plan",
          "rehearse",
          "status",
          "types",
          "verify");

  @Override
  public String word() {
    return "towpath";
  }

  @Override
  public String sentence() {
    return "Runs one of Towpath's commands that change no database; what it says no to stops the"
        + " release.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    Optional<String> command = text.text();
    if (command.isPresent() && READING.stream().noneMatch(each -> isOf(command.get(), each))) {
      text.faults()
          .badValue(
              text.value(),
              "'towpath' can't run this.",
              "It begins with one of " + String.join(", ", READING) + ".");
      return Optional.empty();
    }
    return command.map(Asked::new);
  }

  private static boolean isOf(String command, String reading) {
    return command.equals(reading) || command.startsWith(reading + " ");
  }

  private record Asked(String command) implements RepeatableStep {
    @Override
    public String does() {
      return "runs towpath " + command;
    }

    @Override
    public StepResult run(StepContext context) {
      Report report =
          context
              .commands()
              .run(
                  Arrays.stream(command.strip().split("\\s+", -1))
                      .map(word -> word.equals(ENVIRONMENT) ? context.environment() : word)
                      .toArray(String[]::new));
      return StepResult.of(report);
    }
  }
}
