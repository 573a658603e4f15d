package dev.towpath.release.run;

import dev.towpath.http.FalseServer;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.runbook.RunbookStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A release whose last step is of one kind, with people who answer it, in a world of files and
/// tables that can be compared with another one.
final class KilledKind implements AutoCloseable {
  /// The steps of each kind; `HOLD` is where a command can be held in its middle.
  private static final Map<String, String> STEPS = new TreeMap<>();

  static {
    for (String word :
        List.of("check", "freeze", "migrate", "rehearse", "thaw", "undo", "verify")) {
      STEPS.put(word, "- " + word + ":");
    }
    STEPS.put("approve", "- approve:");
    STEPS.put("backup", "- backup: { prove: restore }");
    STEPS.put("checklist", "- checklist: list.md");
    STEPS.put("clean-up", "- clean-up: web");
    STEPS.put("decide", "- decide: all clear or roll back");
    STEPS.put("deploy", "- deploy: web");
    STEPS.put("forge", "- forge: { github: acme/portal, checks: green, api: 'FORGE' }");
    STEPS.put("notes", "- notes: docs/releases");
    STEPS.put("notify", "- notify: { say: hello, command: 'HOLD cat > /dev/null; touch told' }");
    STEPS.put("probe", "- probe: { command: 'HOLD true' }");
    STEPS.put("roll-back", "- deploy: web\n- roll-back: web");
    STEPS.put("run", "- run: { command: 'HOLD echo line >> made' }");
    STEPS.put("sql", "- sql: select pg_advisory_xact_lock(7); create table boat (name text)");
    STEPS.put("start", "- start: web");
    STEPS.put("stop", "- stop: web");
    STEPS.put("towpath", "- towpath: status");
    STEPS.put("gate", "- gate: errors < 2%");
    STEPS.put("wait", "- wait: 2s");
    STEPS.put("watch", "- watch: { for: 2s, success: errors < 2% }");
  }

  private static final String WEB =
      """
      components:
        web:
          exec:
            current: cat serves
            deploy: 'HOLD echo "$TOWPATH_COMMIT" > serves'
            roll-back: 'HOLD echo "$TOWPATH_REVISION" > serves'
            stop: 'HOLD touch stopped'
            start: 'HOLD touch started'
            clean-up: 'HOLD touch clean'
      signals:
        errors:
          http: FORGE
          json: errors
          unit: ratio
          traffic: requests
          floor: 20
          every: 200ms
      """;

  final Quay quay;
  private final Path folder;
  private final String kind;
  private final FalseServer forge;

  KilledKind(Path folder, String kind, FalseServer forge) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.kind = kind;
    this.forge = forge;
    Files.writeString(folder.resolve("list.md"), "- [ ] one\n");
    Files.writeString(folder.resolve("serves"), "0ddba11000000000000000000000000000000000\n");
    Files.writeString(folder.resolve("towpath.yaml"), held(WEB));
    this.quay =
        new Quay(folder, "steps:\n" + held(Objects.requireNonNull(STEPS.get(kind))).indent(2));
    if (kind.equals("approve")) {
      quay.as("bert").approve(quay.id, "engineering");
    }
  }

  static List<String> words() {
    return List.copyOf(STEPS.keySet());
  }

  private String held(String text) {
    // Before it is rolled back, it is deployed.
    String here = kind.equals("roll-back") ? text.replace("deploy: 'HOLD ", "deploy: '") : text;
    return here.replace("HOLD ", "if test -e hold; then echo $$ > held; sleep 60; fi; ")
        .replace("FORGE", forge.url());
  }

  RunbookStep step() {
    return quay.runbook.steps().getLast();
  }

  /// Its process is killed in the middle of the last step, as far as the step has one.
  void killInTheMiddle() throws IOException, InterruptedException, SQLException {
    Files.writeString(folder.resolve(Quay.HOLD), Quay.COMMAND);
    DatabaseUrl url = quay.targetUrl;
    try (Connection lock = url.connect("towpath/test")) {
      lock.createStatement().execute("select pg_advisory_lock(7)");
      try (DrivingProcess driver = DrivingProcess.start(quay)) {
        while (!isInTheMiddle()) {
          Thread.sleep(50);
        }
        driver.signal("KILL");
      }
    }
    Files.deleteIfExists(folder.resolve(Quay.HOLD));
  }

  private boolean isInTheMiddle() {
    StepState.Phase phase = quay.journal.state(quay.id).step(step().number()).phase();
    return switch (phase) {
      case AHEAD -> false;
      case BEGUN -> !holds() || Files.exists(folder.resolve(Quay.HELD)) || isLocked();
      case WAITING, DONE, STOPPED, SKIPPED, UNDOING, UNDONE, UNDO_STOPPED -> true;
    };
  }

  /// Whether something in the step can be held.
  private boolean holds() {
    return !List.of("approve", "checklist", "decide", "forge", "gate", "notes", "wait", "watch")
        .contains(kind);
  }

  private boolean isLocked() {
    try {
      String sql =
          "select count(*) from pg_stat_activity"
              + " where wait_event = 'advisory' and datname = current_database()";
      return quay.query(sql).equals("1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a command that was held still runs.
  boolean isLeftRunning() throws IOException {
    Path held = folder.resolve(Quay.HELD);
    String pid = Files.exists(held) ? Files.readString(held).strip() : "";
    return !pid.isEmpty()
        && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
  }

  /// Drives it to where it rests; people answer what it waits for.
  RunState end() throws Exception {
    CompletableFuture<RunState> driven = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                driven.complete(quay.drive());
              } catch (Exception | Error e) {
                driven.completeExceptionally(e);
              }
            });
    while (!driven.isDone()) {
      RunState run = quay.journal.state(quay.id);
      for (Release.PlannedStep step : run.release().steps()) {
        if (run.step(step.number()).phase() == StepState.Phase.WAITING) {
          answer(step.kind());
        }
      }
      Thread.sleep(100);
    }
    return driven.get();
  }

  private void answer(String word) {
    try {
      if (word.equals("decide")) {
        quay.as("bert").decide(quay.id, true, "");
      } else if (word.equals("checklist")) {
        quay.as("bert").tick(quay.id, 1, "seen");
      }
    } catch (ProblemException e) {
      // The driver was quicker.
    }
  }

  /// The files with their contents, and the tables. A note has the times of its release.
  Map<String, String> world() throws IOException, SQLException {
    Map<String, String> world = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.matches("(\\.user|kept)/.*|held|runbook.yaml")) {
          boolean note = name.startsWith("docs/");
          world.put(name, note ? "" : Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    String tables =
        "select coalesce(string_agg(tablename, ','), '') from pg_tables where schemaname ="
            + " 'public'";
    world.put("tables", quay.query(tables));
    return world;
  }

  @Override
  public void close() {
    quay.close();
  }
}
