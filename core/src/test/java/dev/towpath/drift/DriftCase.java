package dev.towpath.drift;

import dev.towpath.migration.run.Marker;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.status.Status;
import dev.towpath.migration.verify.ReplayCase;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/// What drift finds of a project whose migrations are applied, and what becomes of it.
abstract class DriftCase extends ReplayCase {
  Instant now = Instant.parse("2026-03-01T10:00:00Z");

  Drift drift(String name, Optional<String> notify) {
    InstantSource clock = () -> now;
    Optional<DriftStateFile> state =
        Optional.of(new DriftStateFile(project.resolve("drift.state"), "drift.state"));
    DriftCheck check =
        new DriftCheck(
            verifier(),
            difference -> difference.name().name().startsWith("wanted"),
            state,
            notify.map(command -> new Notifier(command, project)),
            clock);
    try (OpenTarget target = target(name).open()) {
      return check.run(VerifyRequest.of(layout, files()).withNeeds(), target);
    }
  }

  Drift drift() {
    return drift("canal", Optional.empty());
  }

  Optional<Captured> capture(String name) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    try (OpenTarget target = target("canal").open()) {
      return new DriftMigration(project, FOLDER, layout, verifier(), clock)
          .write(name, drift(), VerifyRequest.of(layout, files()), target);
    }
  }

  Report record(String key) {
    Marker marker = new Marker(Clock.systemUTC(), "ann", "test host", "towpath test");
    try (OpenTarget target = target("canal").open()) {
      return new DriftRecord(marker, verifier(), difference -> false)
          .run(key, plan(), VerifyRequest.of(layout, files()), target, RunListener.silent());
    }
  }

  Status status() throws SQLException {
    try (Connection connection = url.connect("towpath/test")) {
      return Status.of(layout, files(), Status.Known.read(connection, layout.history()));
    }
  }
}
