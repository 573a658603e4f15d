package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.doctor.Diagnosis;
import dev.towpath.doctor.Diagnosis.Verdict;
import dev.towpath.doctor.MachineDoctor;
import dev.towpath.doctor.ServerDoctor;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  public Report run(Wiring wiring, Project project) throws SQLException {
    List<Diagnosis> found = new ArrayList<>(MachineDoctor.examine(project.root()));
    Layouts.Found layout = wiring.layout(project);
    int migrations = wiring.files(project, layout).migrations().size();
    String where = layout.layout().name() + " in " + layout.folder();
    found.add(
        new Diagnosis(
            "migrations", Verdict.PASS, Counts.of(migrations, "migration") + ", " + where, ""));
    server(wiring, project, layout, found);
    return report(found);
  }

  /// A target that can't be opened is a finding here, not the end.
  private void server(Wiring wiring, Project project, Layouts.Found layout, List<Diagnosis> found)
      throws SQLException {
    try (OpenTarget open =
            wiring.open(wiring.target(project, layout.layout(), target.environment));
        Connection connection = open.connect("doctor")) {
      found.add(new Diagnosis("connection", Verdict.PASS, open.describe(), ""));
      found.addAll(ServerDoctor.examine(connection, open.major()));
      found.add(MachineDoctor.clientTools(open.major()));
    } catch (ProblemException e) {
      Problem problem = e.problem();
      found.add(
          new Diagnosis(
              "connection",
              Verdict.FAIL,
              problem.what() + " [" + problem.code() + "]",
              (problem.why() + " " + problem.next()).strip()));
    }
  }

  private static Report report(List<Diagnosis> found) {
    List<Block.Row> rows = new ArrayList<>();
    List<Block.Fact> advice = new ArrayList<>();
    for (Diagnosis one : found) {
      rows.add(new Block.Row(tone(one.verdict()), List.of(word(one), one.check(), one.found())));
      if (!one.advice().isEmpty()) {
        advice.add(new Block.Fact(one.check(), one.advice()));
      }
    }
    boolean failed = found.stream().anyMatch(one -> one.verdict() == Verdict.FAIL);
    Report report =
        Report.of("doctor")
            .data("checks", found.stream().map(DoctorCommand::json).toList())
            .block(new Block.Table(List.of("", "check", "found"), rows))
            .summary(Counts.of(found.stream().map(DoctorCommand::word).toList(), ""))
            .next(failed ? "settle what failed, then: towpath doctor" : "towpath status");
    return (advice.isEmpty() ? report : report.block(new Block.Facts(advice)))
        .exit(failed ? Exit.REFUSED : Exit.FINE);
  }

  private static String word(Diagnosis one) {
    return one.verdict().name().toLowerCase(Locale.ROOT);
  }

  private static Block.Tone tone(Verdict verdict) {
    return switch (verdict) {
      case PASS -> Block.Tone.GOOD;
      case WARN -> Block.Tone.WARNING;
      case FAIL -> Block.Tone.BAD;
    };
  }

  private static Map<String, Object> json(Diagnosis one) {
    return Map.of(
        "check", one.check(), "verdict", word(one), "found", one.found(), "advice", one.advice());
  }
}
