package dev.towpath.cli;

import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.run.Journal;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells the ledger that a command begins and how it ended, in a project that keeps one: where
/// `TOWPATH_CONTROL_URL` is set, or `towpath.yaml` says `control: local`. Elsewhere nothing is
/// opened.
///
/// @param wiring of the command
/// @param what the command's name, as in `apply-begun`
/// @param subject what it is done to
/// @param reason as a person gave it; may be empty
record Recording(Wiring wiring, Project project, String what, String subject, String reason) {

  /// What is recorded.
  interface Work<E extends Exception> {
    Report run() throws E;
  }

  static Recording of(Wiring wiring, Project project, String what, OpenTarget target) {
    return new Recording(wiring, project, what, "environment:" + target.target().name(), "");
  }

  Recording because(String given) {
    return new Recording(wiring, project, what, subject, given);
  }

  /// Does the work on a target. The record of its beginning is kept before, or it doesn't begin.
  <E extends Exception> Report run(OpenTarget target, Work<E> work) throws E {
    if (!wanted()) {
      return work.run();
    }
    try (Control control = control(wiring)) {
      control.refuseFor(target);
      return run(control, Map.of("target", target.describe()), work);
    }
  }

  /// Does work that is on no target.
  <E extends Exception> Report run(Work<E> work) throws E {
    if (!wanted()) {
      return work.run();
    }
    try (Control control = control(wiring)) {
      return run(control, Map.of(), work);
    }
  }

  private boolean wanted() {
    return project.ledger().local() || ControlPlace.isShared(wiring.screen().variables());
  }

  private <E extends Exception> Report run(Control control, Map<String, String> about, Work<E> work)
      throws E {
    UUID begun = UUID.randomUUID();
    append(control, event(begun, "-begun", about));
    try {
      Report report = work.run();
      return ended(control, begun, report);
    } catch (ProblemException e) {
      Report report = ended(control, begun, Report.of(what, e.problem()));
      report.findings().forEach(finding -> wiring.say("warning: " + finding.message()));
      throw e;
    }
  }

  /// What was done stays done, whether it can be told or not.
  private Report ended(Control control, UUID begun, Report report) {
    Map<String, @Nullable Object> values = new TreeMap<>();
    values.put("begun", begun.toString());
    values.put("exit", report.exit().code());
    values.put("summary", report.summary());
    report.data().forEach((name, value) -> simple(values, name, value));
    report
        .problem()
        .ifPresent(
            problem -> {
              values.put("problem", problem.code());
              values.put("summary", problem.what());
              values.put("state", problem.state());
            });
    try {
      Event event = event(UUID.randomUUID(), "-ended", values);
      boolean backup = report.data().get("manifestSha256") instanceof String;
      append(control, backup ? event.about("" + report.data().get("manifestSha256")) : event);
      return report;
    } catch (ProblemException e) {
      String message = "The ledger was not told how this ended: " + e.problem().what();
      Finding untold = Finding.of("ledger-not-told", Severity.ERROR, message);
      return report.findings(List.of(untold));
    }
  }

  private static void simple(
      Map<String, @Nullable Object> values, String name, @Nullable Object value) {
    switch (value) {
      case String _, Boolean _, Integer _, Long _ -> values.put("result." + name, value);
      case null, default -> {} // lists and objects are the report's; the record stays small
    }
  }

  private Event event(UUID id, String end, Map<String, ? extends @Nullable Object> after) {
    return Event.of(id, wiring.who().where(), what + end, subject, after).because(reason);
  }

  private void append(Control control, Event event) {
    control.transaction(connection -> Ledger.append(connection, event));
    checkpoints(wiring, project).keep(control);
  }

  /// What happened to releases. Its checkpoints are kept in the project too where there is one.
  static Journal journal(Wiring wiring, Control control) {
    Checkpoints checkpoints =
        switch (wiring.config()) {
          case ConfigReading.Good(Project project) -> checkpoints(wiring, project);
          case ConfigReading.Faulty _ -> checkpoints(wiring, Optional.empty());
        };
    return new Journal(control, checkpoints);
  }

  /// The control database, opened now; a command that needs none never asks.
  static Control control(Wiring wiring) {
    return Control.open(wiring.screen().variables());
  }

  /// Where the ledger's checkpoints are signed and kept.
  static Checkpoints checkpoints(Wiring wiring, Project project) {
    return checkpoints(wiring, project.ledger().checkpoints().map(project.root()::resolve));
  }

  private static Checkpoints checkpoints(Wiring wiring, Optional<Path> shared) {
    return Checkpoints.of(
        wiring.screen().variables(), shared, wiring.who().where(), UUID::randomUUID);
  }
}
