package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.status.MigrationState;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import dev.towpath.rollback.OpenRollback;
import dev.towpath.rollback.freeze.Frozen;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath status`: what is applied on a target, what is pending, and what is wrong.
@Command(
    name = "status",
    headerHeading = "Examples:%n  towpath status%n  towpath status -e staging --output json%n%n",
    header = "Says what is applied on a target, what is pending, and what is wrong.",
    synopsisHeading = "%nUsage: ")
final class StatusCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException {
    Layouts.Found found = wiring.layout(project);
    LayoutFiles files = wiring.files(project, found);
    try (OpenTarget open = wiring.open(wiring.target(project, found.layout(), target.environment));
        Connection connection = open.connect("status")) {
      Status.Known known = Status.Known.read(connection, found.layout().history());
      Report report = report(open, found, Status.of(found.layout(), files, known));
      return withOpenWork(report, connection);
    }
  }

  /// What was begun and isn't over: a freeze, a rollback.
  private static Report withOpenWork(Report report, Connection connection) throws SQLException {
    Optional<String> frozen = Frozen.read(connection).map(Frozen::sentence);
    Optional<String> rollback = OpenRollback.read(connection).map(OpenRollback::sentence);
    Report said = report;
    for (String sentence : Stream.of(rollback, frozen).flatMap(Optional::stream).toList()) {
      said = said.block(new Block.Text("The database is " + sentence + "."));
    }
    return said.data("frozen", frozen.orElse(null))
        .data("rollback", rollback.orElse(null))
        .next(rollback.isPresent() ? "towpath rollback run" : said.next());
  }

  private static Report report(OpenTarget open, Layouts.Found found, Status status) {
    List<MigrationState> migrations = status.migrations();
    Report report =
        Report.of("status")
            .data("target", open.target().name())
            .data("layout", found.layout().name())
            .data("history", found.layout().history().table())
            .data("migrations", migrations.stream().map(StatusCommand::json).toList());
    if (!migrations.isEmpty()) {
      report = report.block(table(migrations));
    }
    return report
        .findings(status.findings())
        .summary(
            Counts.of(migrations.stream().map(m -> m.state().word()).toList(), "no migrations"))
        .next(next(status));
  }

  private static Map<String, @Nullable Object> json(MigrationState migration) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", migration.version());
    json.put("name", migration.name());
    json.put("state", migration.state().word());
    json.put("file", migration.file().map(file -> file.up().file()).orElse(null));
    json.put("appliedAt", migration.row().flatMap(Applied::at).map(Object::toString).orElse(null));
    return json;
  }

  private static Block table(List<MigrationState> migrations) {
    List<Block.Row> rows = new ArrayList<>();
    for (MigrationState migration : migrations) {
      rows.add(
          new Block.Row(
              tone(migration.state()),
              List.of(migration.version(), migration.name(), migration.state().word())));
    }
    return new Block.Table(List.of("version", "name", "state"), rows);
  }

  private static Block.Tone tone(State state) {
    return switch (state) {
      case APPLIED -> Block.Tone.GOOD;
      case PENDING -> Block.Tone.WARNING;
      case EDITED, REPLACED, FAILED, MISSING -> Block.Tone.BAD;
      case IGNORED -> Block.Tone.FAINT;
    };
  }

  private static String next(Status status) {
    if (status.hasErrors()) {
      return "settle the errors above; 'towpath explain RULE' says how";
    }
    return status.in(State.PENDING).isEmpty() ? "" : "towpath plan";
  }
}
