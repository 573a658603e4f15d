import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.EmbeddedServer;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import dev.towpath.release.Beside;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Around;
import dev.towpath.release.run.Driver;
import dev.towpath.release.run.DriverListener;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Lease;
import dev.towpath.release.run.Shift;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepKinds;
import dev.towpath.release.step.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Times the steps of a release beside bare JDBC, in turns in one process, after a round that isn't
/// counted. Arguments: optionally the number of steps, and of rounds.
final class CompareStep {
  private static final int MAJOR = 18;
  private static final int SAMPLES = 100;
  private static final String SQL = "select 1";

  private final Path folder;
  private final DatabaseUrl target;
  private final Control control;
  private final Checkpoints checkpoints;
  private final Journal journal;
  private final Runbook runbook;
  private final int steps;

  private CompareStep(Path folder, DatabaseUrl target, Control control, int steps)
      throws Exception {
    this.folder = folder;
    this.target = target;
    this.control = control;
    this.steps = steps;
    Map<String, String> user =
        Map.of("XDG_CONFIG_HOME", "" + folder, "XDG_STATE_HOME", "" + folder);
    this.checkpoints = Checkpoints.of(user, Optional.empty(), "bench", UUID::randomUUID);
    this.journal = new Journal(control, checkpoints);
    this.runbook = runbook();
  }

  private interface Work {
    void run() throws Exception;
  }

  public static void main(String[] words) throws Exception {
    int steps = words.length > 0 ? Integer.parseInt(words[0]) : 200;
    int rounds = words.length > 1 ? Integer.parseInt(words[1]) : 5;
    Path folder = Files.createTempDirectory("towpath-step");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (EmbeddedServer place = EmbeddedServer.open(folder.resolve("control"), MAJOR);
        EmbeddedServer target = EmbeddedServer.open(folder.resolve("target"), MAJOR);
        Control control = Control.open(new ControlPlace.Shared(place.url()))) {
      CompareStep bench = new CompareStep(folder, target.url(), control, steps);
      bench.round("warm");
      bench.compare(rounds);
      bench.parts();
    }
  }

  private Runbook runbook() throws Exception {
    String text = "runbook: Bench\nsteps:\n" + ("  - sql: " + SQL + "\n").repeat(steps);
    Files.writeString(folder.resolve("runbook.yaml"), text);
    return switch (new RunbookFile(folder, StepKinds.installed()).read("runbook.yaml")) {
      case RunbookReading.Good(Runbook good) -> good;
      case RunbookReading.Faulty(var findings) ->
          throw new IllegalStateException(findings.toString());
    };
  }

  /// Milliseconds a step: bare in one session, bare in a session for each step, by the driver.
  private double[] round(String name) throws Exception {
    double once =
        milliseconds(
            () -> {
              try (Connection connection = target.connect("bench")) {
                for (int i = 0; i < steps; i++) {
                  bare(connection);
                }
              }
            });
    double each =
        milliseconds(
            () -> {
              for (int i = 0; i < steps; i++) {
                try (Connection connection = target.connect("bench")) {
                  bare(connection);
                }
              }
            });
    ReleaseId id = new ReleaseId("bench-" + name);
    journal.plan(release(id), false);
    Lease lease = journal.take(id, "bench", "bench");
    Driver driver = new Driver(journal, lease, runbook, around(), silent(), Shift.OPEN_END);
    RunState.Standing[] end = new RunState.Standing[1];
    double driven = milliseconds(() -> end[0] = driver.drive().standing());
    journal.leave(lease);
    if (end[0] != RunState.Standing.DONE) {
      throw new IllegalStateException("The release is " + end[0] + ".");
    }
    return new double[] {once / steps, each / steps, driven / steps};
  }

  private static void bare(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SQL);
    }
    connection.commit();
  }

  private void compare(int rounds) throws Exception {
    List<List<Double>> took = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < rounds; round++) {
      double[] times = round("" + round);
      for (int i = 0; i < times.length; i++) {
        took.get(i).add(times[i]);
      }
    }
    List<String> who =
        List.of("JDBC, one session", "JDBC, a session for each step", "a step of a release");
    double base = median(took.get(1));
    System.out.printf("| %d steps, %d rounds | ms a step: min / median / max |", steps, rounds);
    System.out.println(" beside JDBC | ratio |\n|---|---|---|---|");
    for (int i = 0; i < who.size(); i++) {
      List<Double> sorted = took.get(i).stream().sorted().toList();
      double median = median(sorted);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f / %.2f / %.2f | %+.2f | %.2f |%n",
          who.get(i),
          sorted.getFirst(),
          median,
          sorted.getLast(),
          median - base,
          median / base);
    }
  }

  /// Each part of a step alone, on a release of that many steps that is done.
  private void parts() throws Exception {
    ReleaseId id = new ReleaseId("bench-0");
    Lease lease = journal.take(id, "bench", "bench");
    System.out.println("\n| part | ms, median | times a step |\n|---|---|---|");
    part("read the release's events, at its end", "2", () -> journal.state(id));
    part("append an event", "2", () -> control.transaction(this::append));
    part("sign a checkpoint and keep it", "2", () -> checkpoints.keep(control), this::appendOne);
    part("renew the lease", "every 3 s; else with an event", () -> journal.renew(lease));
    part("open a session on the target", "1", () -> target.connect("bench").close());
    long bytes;
    try (var files = Files.walk(folder.resolve("towpath/ledger"))) {
      bytes = files.mapToLong(file -> file.toFile().length()).max().orElse(0);
    }
    System.out.printf("%nThe file of checkpoints has %d KB then.%n", bytes / 1024);
    journal.leave(lease);
  }

  private void appendOne() {
    control.transaction(this::append);
  }

  private boolean append(Connection connection) throws SQLException {
    Ledger.append(
        connection,
        Event.of(UUID.randomUUID(), "bench", "benched", "bench", Map.of("step", 1, "body", "ok")));
    return true;
  }

  private static void part(String name, String times, Work work) throws Exception {
    part(name, times, work, () -> {});
  }

  private static void part(String name, String times, Work work, Work before) throws Exception {
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      before.run();
      took.add(milliseconds(work));
    }
    System.out.printf(Locale.ROOT, "| %s | %.2f | %s |%n", name, median(took), times);
  }

  private static double milliseconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }

  private Release release(ReleaseId id) {
    Instant now = Instant.now();
    List<Release.PlannedStep> planned =
        runbook.steps().stream()
            .map(
                step ->
                    new Release.PlannedStep(
                        step.number(),
                        step.kind(),
                        step.name(),
                        step.step().does(),
                        step.owner(),
                        Optional.empty(),
                        Optional.of("-")))
            .toList();
    return new Release(
        id,
        "bench",
        "bench",
        runbook.file(),
        runbook.name(),
        ReleaseClass.ROUTINE,
        runbook.classes().get(ReleaseClass.ROUTINE),
        "bench",
        now,
        now,
        Optional.empty(),
        new Release.Migrations("none", "0", List.of()),
        planned,
        List.of(),
        new TreeMap<>(Map.of("format", "1")),
        "digest",
        Beside.NOTHING);
  }

  private Around around() {
    return new Around(
        folder,
        Map.of(),
        words -> {
          throw new IllegalStateException("No step runs a command of Towpath.");
        },
        this::open,
        folder.resolve("kept"),
        InstantSource.system());
  }

  private OpenTarget open() {
    return new Target(
            "bench",
            new Target.Scratch(target),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            MAJOR,
            Platform.NONE)
        .open();
  }

  private static DriverListener silent() {
    return new DriverListener() {
      @Override
      public void begins(RunbookStep step, boolean back) {}

      @Override
      public void says(RunbookStep step, String line) {}

      @Override
      public void ends(RunbookStep step, boolean back, StepResult result) {}

      @Override
      public void tells(String line) {}

      @Override
      public void waitsForControl(String why) {}
    };
  }
}
