package dev.towpath.cli;

import dev.towpath.backup.restore.DatabaseSwitch;
import dev.towpath.config.Project;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Report;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `towpath backup switch`: a database that was restored beside the live one takes its place.
@Command(
    name = "switch",
    headerHeading =
        "Examples:%n"
            + "  towpath backup switch shop_restored -e staging%n"
            + "  towpath backup switch shop_restored -e staging --yes shop%n%n",
    header = "Puts a restored database into the place of the live one, by renaming both at once.",
    synopsisHeading = "%nUsage: ")
final class BackupSwitchCommand implements ProjectTask {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Parameters(paramLabel = "NAME", description = "The restored database, on the same server.")
  String restored;

  @Mixin TargetOption target;

  @Option(
      names = "--yes",
      paramLabel = "LIVE",
      description = "Confirms it: the name of the live database.")
  @Nullable String yes;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException, InterruptedException {
    try (OpenTarget open =
        wiring.open(wiring.changed(project, wiring.target(project, target.environment)))) {
      String live = open.url().database();
      DatabaseSwitch change =
          new DatabaseSwitch(
              open.superuserUrl().withDatabase(live.equals("postgres") ? "template1" : "postgres"),
              live,
              restored,
              live + "_before_" + STAMP.format(wiring.clock().instant()));
      if (!live.equals(yes)) {
        throw Confirmation.missing(live, change.plan()).exception();
      }
      int ended = change.run();
      return Report.of("backup switch")
          .data("live", live)
          .data("kept", change.kept())
          .data("sessionsEnded", ended)
          .summary(live + " is the restored one; the old one is " + change.kept());
    }
  }
}
