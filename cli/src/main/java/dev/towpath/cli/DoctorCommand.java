package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.doctor.Check;
import dev.towpath.doctor.Doctor;
import dev.towpath.doctor.Outcome;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath doctor`: what would stand in the way of work on a target, and what to do about it.
@Command(
    name = "doctor",
    headerHeading = "Examples:%n  towpath doctor%n  towpath doctor -e staging%n%n",
    header = "Looks for what would stand in the way, and says what to do.",
    synopsisHeading = "%nUsage: ")
final class DoctorCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Override
  public Report run(Wiring wiring, Project project) {
    Layouts.Found layout = wiring.layout(project);
    Target named = wiring.target(project, layout.layout(), target.environment);
    wiring.say("target: " + named.name());
    return report(new Doctor(wiring.clock()).run(project.root(), Optional.of(named)));
  }

  private static Report report(List<Check> checks) {
    List<Block.Row> rows = new ArrayList<>();
    List<Block.Fact> advice = new ArrayList<>();
    for (Check check : checks) {
      rows.add(
          new Block.Row(tone(check.outcome()), List.of(word(check), check.name(), check.found())));
      if (!check.advice().isEmpty()) {
        advice.add(new Block.Fact(check.name(), check.advice()));
      }
    }
    boolean failed = checks.stream().anyMatch(check -> check.outcome() == Outcome.FAIL);
    Report report =
        Report.of("doctor")
            .exit(failed ? Exit.REFUSED : Exit.FINE)
            .data("checks", checks.stream().map(DoctorCommand::json).toList())
            .block(new Block.Table(List.of("", "check", "found"), rows))
            .summary(Counts.of(checks.stream().map(DoctorCommand::word).toList(), ""))
            .next(failed ? "settle what failed, then: towpath doctor" : "towpath status");
    return advice.isEmpty() ? report : report.block(new Block.Facts(advice));
  }

  private static String word(Check check) {
    return check.outcome().name().toLowerCase(Locale.ROOT);
  }

  private static Block.Tone tone(Outcome outcome) {
    return switch (outcome) {
      case PASS -> Block.Tone.GOOD;
      case WARN -> Block.Tone.WARNING;
      case FAIL -> Block.Tone.BAD;
      case SKIPPED -> Block.Tone.FAINT;
    };
  }

  private static Map<String, Object> json(Check check) {
    return Map.of(
        "check", check.name(),
        "outcome", word(check),
        "found", check.found(),
        "advice", check.advice());
  }
}
