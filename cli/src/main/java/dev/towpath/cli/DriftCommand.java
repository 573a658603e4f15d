package dev.towpath.cli;

import dev.towpath.catalog.Difference;
import dev.towpath.catalog.expected.Expectation;
import dev.towpath.catalog.expected.ExpectedFile;
import dev.towpath.catalog.expected.ExpectedReading;
import dev.towpath.catalog.expected.Judged;
import dev.towpath.catalog.expected.Sight;
import dev.towpath.config.Project;
import dev.towpath.drift.CapturedReport;
import dev.towpath.drift.Drift;
import dev.towpath.drift.DriftCheck;
import dev.towpath.drift.DriftMigration;
import dev.towpath.drift.DriftRecord;
import dev.towpath.drift.DriftReport;
import dev.towpath.drift.DriftStateFile;
import dev.towpath.drift.Notifier;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.verify.Verification;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath drift`: whether a target still is what its own history says.
@Command(
    name = "drift",
    headerHeading =
        "Examples:%n"
            + "  towpath drift -e production --state drift.state --notify ./tell-us%n"
            + "  towpath drift -e production --to-migration keep_the_index%n%n",
    header = "Compares a target with what its own history says it should be.",
    description =
        "Replays the applied migrations on a scratch server, and compares the two schemas. Exit 1"
            + " if they differ. Changes nothing on the target, unless --record is given.",
    synopsisHeading = "%nUsage: ")
final class DriftCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Remembers which differences are known, since when, and which were told.")
  @Nullable String state;

  @Option(
      names = "--notify",
      paramLabel = "COMMAND",
      description =
          "Run this once for each difference that appears or is gone, with a JSON object on its"
              + " standard input. Needs --state.")
  @Nullable String notify;

  @Option(
      names = "--expected",
      paramLabel = "FILE",
      description = "The differences that are meant to be, with reasons, as for catalog diff.")
  @Nullable String expected;

  @Option(
      names = "--to-migration",
      paramLabel = "NAME",
      description = "Write the drift down as a new migration, proven on a scratch server.")
  @Nullable String toMigration;

  @Option(
      names = "--record",
      paramLabel = "VERSION",
      description =
          "Mark a pending migration as applied without running it, if the target is what it makes.")
  @Nullable String record;

  @Override
  public Report run(Wiring wiring, Project project) {
    refuseWhatDoesNotFit();
    ExpectedReading reading =
        expected == null
            ? new ExpectedReading.Good(List.of())
            : ExpectedFile.read(wiring.folder().resolve(expected), expected);
    return switch (reading) {
      case ExpectedReading.Faulty(List<Finding> findings) ->
          Report.of("drift").exit(Exit.USAGE).findings(findings);
      case ExpectedReading.Good(List<Expectation> entries) -> run(wiring, project, entries);
    };
  }

  private Report run(Wiring wiring, Project project, List<Expectation> entries) {
    LocalDate today = LocalDate.ofInstant(wiring.clock().instant(), ZoneOffset.UTC);
    Predicate<Difference> isExpected = difference -> isExpected(difference, entries, today);
    Layouts.Found found = wiring.layout(project);
    LayoutFiles files = wiring.files(project, found);
    VerifyRequest request = VerifyRequest.of(found.layout(), files);
    Target chosen = wiring.target(project, found.layout(), target.environment);
    try (OpenTarget open = wiring.open(record == null ? chosen : wiring.changed(project, chosen));
        RunProgress progress = wiring.runProgress("replayed", Interruption.ofReading())) {
      Verifier verifier = new Verifier(wiring.applier(), progress);
      if (record != null) {
        PlanRequest plan = new PlanRequest(found.layout(), files, RunOptions.standard());
        return new DriftRecord(wiring.marker(), verifier, isExpected)
            .run(record, plan, request, open, progress);
      }
      VerifyRequest asked = toMigration == null ? request : request.withNeeds();
      Drift drift = check(wiring, verifier, isExpected).run(asked, open);
      return toMigration == null || drift.verification().schemas().isEmpty()
          ? DriftReport.of(drift).findings(entriesToMend(drift.verification(), entries, today))
          : new DriftMigration(
                  project.root(), found.folder(), found.layout(), verifier, Clock.systemUTC())
              .write(toMigration, drift, request, open)
              .map(captured -> CapturedReport.of(captured, open.target().name()))
              .orElseGet(() -> DriftReport.of(drift));
    }
  }

  private void refuseWhatDoesNotFit() {
    if (notify != null && state == null) {
      throw Misuse.usage("--notify needs a file that remembers what was told.")
          .leaving("Nothing was read or changed.")
          .next("towpath drift --state FILE")
          .exception();
    }
    if (record != null && toMigration != null) {
      throw Misuse.onlyOneOf("--to-migration", "--record");
    }
  }

  private DriftCheck check(Wiring wiring, Verifier verifier, Predicate<Difference> isExpected) {
    return new DriftCheck(
        verifier,
        isExpected,
        Optional.ofNullable(state).map(f -> new DriftStateFile(wiring.folder().resolve(f), f)),
        Optional.ofNullable(notify).map(command -> new Notifier(command, wiring.folder())),
        wiring.clock());
  }

  private static boolean isExpected(
      Difference difference, List<Expectation> entries, LocalDate today) {
    Sight all = new Sight(Set.of(), Set.of());
    return Judged.of(List.of(difference), entries, all, today).unexpected().isEmpty();
  }

  /// Entries that match nothing any more, or whose day is past.
  private static List<Finding> entriesToMend(
      Verification verification, List<Expectation> entries, LocalDate today) {
    return verification
        .schemas()
        .map(both -> Sight.of(both.expected().catalog(), both.actual().catalog()))
        .map(sight -> Judged.of(verification.differences(), entries, sight, today).findings())
        .orElse(List.of());
  }
}
