package dev.towpath.release.run;

import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.release.Beside;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepKinds;
import dev.towpath.release.step.StepResult;
import dev.towpath.report.Report;
import dev.towpath.signal.condition.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A release on databases of its own: one to keep its journal in, and one to change.
public final class Quay implements AutoCloseable {
  /// A file that says what is held, and one that says that it is.
  static final String HOLD = "hold";

  static final String HELD = "held";
  static final String COMMAND = "command";

  private static final int MAJOR = 18;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final class Scratch {
    static final ScratchServer SERVER = ScratchServer.start(MAJOR, Platform.NONE);
  }

  public final ReleaseId id = new ReleaseId("2026-11-21-quay");
  public final DatabaseUrl controlUrl;
  public final DatabaseUrl targetUrl;
  public final Control control;
  public final Journal journal;
  public final Path project;
  public final Runbook runbook;
  /// How far the drivers' clock is ahead of the right time; negative if it is behind.
  volatile Duration ahead = Duration.ZERO;

  public final List<String> told = new ArrayList<>();

  public Quay(Path project, String text) throws IOException {
    this(project, text, StepKinds.installed());
  }

  /// @param project for files and evidence
  Quay(Path project, String text, StepKinds kinds) throws IOException {
    this(
        project,
        Scratch.SERVER.createDatabase("control" + NUMBER.incrementAndGet()),
        Scratch.SERVER.createDatabase("target" + NUMBER.incrementAndGet()),
        () -> Files.writeString(project.resolve("runbook.yaml"), "runbook: Quay\n" + text),
        kinds);
    journal.plan(release(), false);
  }

  /// One of the same name with a journal of its own, on the target of another.
  Quay(Path project, String text, DatabaseUrl targetUrl) throws IOException {
    this(
        project,
        Scratch.SERVER.createDatabase("control" + NUMBER.incrementAndGet()),
        targetUrl,
        () -> Files.writeString(project.resolve("runbook.yaml"), "runbook: Quay\n" + text),
        StepKinds.installed());
    journal.plan(release(), false);
  }

  private interface Writing {
    Object write() throws IOException;
  }

  private Quay(
      Path project, DatabaseUrl controlUrl, DatabaseUrl targetUrl, Writing text, StepKinds kinds)
      throws IOException {
    this.project = project;
    this.controlUrl = controlUrl;
    this.targetUrl = targetUrl;
    this.control = Control.open(new ControlPlace.Shared(controlUrl));
    Path user = project.resolve(".user");
    this.journal =
        new Journal(
            control,
            Checkpoints.of(
                Map.of("XDG_CONFIG_HOME", "" + user, "XDG_STATE_HOME", "" + user),
                Optional.empty(),
                "quay",
                UUID::randomUUID));
    text.write();
    this.runbook = runbook(kinds);
  }

  /// One that another process has made.
  static Quay at(Path project, DatabaseUrl controlUrl, DatabaseUrl targetUrl) throws IOException {
    return new Quay(project, controlUrl, targetUrl, () -> "", StepKinds.installed());
  }

  Runbook runbook(StepKinds kinds) {
    return switch (new RunbookFile(project, kinds).read("runbook.yaml")) {
      case RunbookReading.Good(Runbook good) -> good;
      case RunbookReading.Faulty(var findings) -> throw new AssertionError(findings.toString());
    };
  }

  private Release release() {
    Instant now = Instant.now();
    List<Release.PlannedStep> steps =
        runbook.steps().stream()
            .map(
                step ->
                    new Release.PlannedStep(
                        step.number(),
                        step.kind(),
                        step.name(),
                        step.step().does(),
                        step.owner(),
                        step.at().map(Object::toString),
                        Optional.of("-"),
                        step.step().items(project)))
            .toList();
    return new Release(
        id,
        "quay",
        "embedded",
        runbook.file(),
        runbook.name(),
        ReleaseClass.ROUTINE,
        Objects.requireNonNull(runbook.classes().get(ReleaseClass.ROUTINE)),
        "anna",
        now,
        now,
        Optional.of("c0ffee1234567890c0ffee1234567890c0ffee12"),
        new Release.Migrations("none", "0", List.of()),
        steps,
        runbook.rollbackWhen().stream().map(Condition::text).toList(),
        new TreeMap<>(Map.of("format", "1")),
        "digest",
        Beside.NOTHING);
  }

  public Lease take() {
    return journal.take(id, "anna", "test driver");
  }

  /// Drives it with a lease of its own until it rests; gives the lease up only if it ends in order,
  /// as a killed driver doesn't.
  public RunState drive() throws InterruptedException {
    return drive(runbook);
  }

  RunState drive(Runbook other) throws InterruptedException {
    Lease lease = take();
    RunState run = driver(lease, other).drive();
    journal.leave(lease);
    return run;
  }

  Driver driver(Lease lease, Runbook other) {
    return driver(lease, other, Shift.OPEN_END);
  }

  public Driver driver(Lease lease, Runbook other, Shift shift) {
    return new Driver(journal, lease, other, around(), listener(), shift);
  }

  Around around() {
    return new Around(
        project,
        Map.of("GITHUB_TOKEN", "made-up"),
        this::command,
        this::target,
        project.resolve("kept").resolve(id.text()),
        () -> InstantSource.system().instant().plus(ahead));
  }

  /// Of Towpath's commands nothing is left but a file, the same one however often one is run; and
  /// each can be held in its middle.
  private Report command(String... words) {
    try {
      Path hold = project.resolve(HOLD);
      if (Files.exists(hold) && Files.readString(hold).equals(COMMAND)) {
        Files.writeString(project.resolve(HELD), "");
        while (Files.exists(hold)) {
          Thread.sleep(100);
        }
      }
      Files.writeString(project.resolve("did-" + words[0]), "");
      return Report.of(words[0]).data("digest", "none");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  OpenTarget target() {
    return new Target(
            "quay",
            new Target.Scratch(targetUrl),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            MAJOR,
            Platform.NONE)
        .open();
  }

  DriverListener listener() {
    return new DriverListener() {
      @Override
      public void begins(RunbookStep step, boolean back) {
        told.add((back ? "undo " : "begin ") + step.number());
      }

      @Override
      public void says(RunbookStep step, String line) {
        synchronized (told) {
          told.add(line);
        }
      }

      @Override
      public void ends(RunbookStep step, boolean back, StepResult result) {
        told.add(result.getClass().getSimpleName() + " " + step.number());
      }

      @Override
      public void tells(String line) {
        told.add(line);
      }

      @Override
      public void waitsForControl(String why) {
        told.add("waits for control");
      }
    };
  }

  public Releases as(String person) {
    return new Releases(journal, person);
  }

  /// Time goes by: the lease of a driver that is no more runs out.
  public void letLeaseRunOut() throws SQLException {
    execute(controlUrl, "update towpath_control.release set expires = now() - interval '1 s'");
  }

  public static void execute(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public String query(String sql) throws SQLException {
    return query(targetUrl, sql);
  }

  public static String query(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    control.close();
  }
}
