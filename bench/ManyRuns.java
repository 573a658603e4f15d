import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.EmbeddedServer;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.ReleaseJson;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Lets processes of `towpath worker` drive many releases and kills them meanwhile. Each release
/// has two steps of SQL, which can be looked at after a crash, and between them a command, of which
/// nobody but a person can say whether it was done: this program looks, and says so.
/// Arguments: the launcher, then optionally how many runs, how many workers, and the kills' seed.
final class ManyRuns {
  private static final int MAJOR = 18;
  private static final int SHORTEST_MS = 2000;
  private static final int LONGEST_MS = 16_000;
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration LOOK = Duration.ofMillis(500);

  /// Whose step a row is, is told by the session's name and not by Towpath's own note of the step.
  private static final String RUNBOOK =
      """
      runbook: Many
      steps:
        - sql: insert into made select 1, current_setting('application_name'), pg_sleep(0.1)::text
        - run: sleep 0.2; echo $TOWPATH_RELEASE >> made.txt
        - sql: insert into made select 3, current_setting('application_name'), pg_sleep(0.1)::text
      """;

  private static final String RESTING =
      """
      select id from towpath_control.release r
      where not exists (select from towpath_control.due d where d.task_instance = r.id)
      """;

  /// How many releases have done a step how often; the name of a session is `...@MARK.EPOCH`.
  private static final String COUNTED =
      """
      select times, count(*) from (
        select count(*) as times from made
        group by step, split_part(split_part(session, '@', 2), '.', 1)) each
      group by times
      """;

  private final String launcher;
  private final Path folder;
  private final DatabaseUrl controlUrl;
  private final DatabaseUrl target;
  private final Control control;
  private final Journal journal;
  private final Set<String> done = new HashSet<>();
  private Duration processor = Duration.ZERO;
  private int asked;
  private int askedDone;
  private int otherStops;

  private ManyRuns(
      String launcher, Path folder, DatabaseUrl controlUrl, DatabaseUrl target, Control control) {
    this.launcher = launcher;
    this.folder = folder;
    this.controlUrl = controlUrl;
    this.target = target;
    this.control = control;
    Map<String, String> user = new HashMap<>();
    environment(user);
    this.journal =
        new Journal(control, Checkpoints.of(user, Optional.empty(), "bench", UUID::randomUUID));
  }

  public static void main(String[] words) throws Exception {
    int runs = words.length > 1 ? Integer.parseInt(words[1]) : 1000;
    int workers = words.length > 2 ? Integer.parseInt(words[2]) : 3;
    long seed = words.length > 3 ? Long.parseLong(words[3]) : new Random().nextInt(1_000_000);
    Path folder = Files.createTempDirectory("towpath-runs");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    boolean well;
    try (EmbeddedServer place = EmbeddedServer.open(folder.resolve("control"), MAJOR);
        EmbeddedServer target = EmbeddedServer.open(folder.resolve("target"), MAJOR);
        Control control = Control.open(new ControlPlace.Shared(place.url()))) {
      ManyRuns bench = new ManyRuns(words[0], folder, place.url(), target.url(), control);
      bench.plan(runs);
      bench.drive(runs, workers, seed);
      well = bench.count(runs);
    }
    System.exit(well ? 0 : 1);
  }

  private void environment(Map<String, String> set) {
    set.put("TOWPATH_CONTROL_URL", controlUrl.revealed());
    set.put("TARGET_URL", target.revealed());
    set.put("TOWPATH_PERSON", "bench");
    set.put("XDG_STATE_HOME", folder.resolve("state").toString());
    set.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
  }

  /// The first by the command, the others as copies of it.
  private void plan(int runs) throws Exception {
    Files.writeString(
        folder.resolve("towpath.yaml"),
        "project: bench\nlayout: plain\nmigrations: migrations\n"
            + "environments: { shared: { database: '${TARGET_URL}' } }\n");
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("many.yaml"), RUNBOOK);
    Files.createFile(folder.resolve("made.txt"));
    try (Connection connection = target.connect("bench");
        Statement statement = connection.createStatement()) {
      statement.execute("create table made (step int, session text, slept text)");
    }
    finish("release", "plan", "many.yaml", "-e", "shared", "--name", name(0));
    long start = System.nanoTime();
    Release first = journal.state(new ReleaseId(name(0))).release();
    for (int i = 0; i < runs; i++) {
      if (i > 0) {
        journal.plan(copy(first, new ReleaseId(name(i))), false);
      }
      // As `release start --detach` does.
      journal.leave(journal.take(new ReleaseId(name(i)), "bench", "bench"));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("planned and left to workers: %d runs in %.1f s%n", runs, seconds);
  }

  private static String name(int number) {
    return "run-%05d".formatted(number);
  }

  private void drive(int runs, int workers, long seed) throws Exception {
    Random random = new Random(seed);
    List<Process> crew = new ArrayList<>();
    long start = System.nanoTime();
    int kills = 0;
    try {
      for (int i = 0; i < workers; i++) {
        crew.add(worker());
      }
      long kill = start + pause(random);
      while (done.size() < runs && System.nanoTime() - start < LIMIT.toNanos()) {
        Thread.sleep(LOOK);
        answer();
        if (System.nanoTime() > kill) {
          int victim = random.nextInt(workers);
          end(crew.get(victim));
          crew.set(victim, worker());
          kill = System.nanoTime() + pause(random);
          kills++;
        }
      }
    } finally {
      for (Process each : crew) {
        end(each);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d workers, %d kills (seed %d): %d of %d runs done in %.0f s, %.2f a second%n",
        workers, kills, seed, done.size(), runs, seconds, done.size() / seconds);
    System.out.printf(
        "processor time of the workers: %d s, %.2f cores%n",
        processor.toSeconds(), processor.toMillis() / 1000.0 / seconds);
  }

  private Process worker() throws IOException {
    Process worker = start("worker");
    Runtime.getRuntime().addShutdownHook(new Thread(worker::destroyForcibly));
    return worker;
  }

  private static long pause(Random random) {
    return TimeUnit.MILLISECONDS.toNanos(random.nextInt(SHORTEST_MS, LONGEST_MS));
  }

  /// As `kill -9` does.
  private void end(Process worker) throws InterruptedException {
    processor = processor.plus(worker.info().totalCpuDuration().orElse(Duration.ZERO));
    worker.destroyForcibly().waitFor();
  }

  /// Says to releases that stopped what a person would say who looks.
  private void answer() throws IOException, SQLException {
    for (String name : resting()) {
      ReleaseId id = new ReleaseId(name);
      RunState run = journal.state(id);
      if (run.standing() == RunState.Standing.DONE) {
        done.add(name);
      } else if (run.stopped().isPresent()) {
        String why = run.stopped().get().told().toString();
        boolean interrupted = why.contains("step-interrupted");
        if (interrupted) {
          asked++;
        } else {
          otherStops++;
          System.out.println(name + " stopped: " + why);
        }
        Releases person = new Releases(journal, "bench");
        if (interrupted && Files.readAllLines(folder.resolve("made.txt")).contains(name)) {
          askedDone++;
          person.skip(id, "its line is there");
        } else {
          person.retry(id);
        }
      }
    }
  }

  private List<String> resting() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = control.connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(RESTING)) {
      while (row.next()) {
        if (!done.contains(row.getString(1))) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  private boolean count(int runs) throws Exception {
    Map<String, Integer> lines = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("made.txt"))) {
      lines.merge(line, 1, Integer::sum);
    }
    long twice = lines.values().stream().filter(times -> times > 1).count();
    long sqlOnce = 0;
    long sqlTwice = 0;
    try (Connection connection = target.connect("bench");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTED)) {
      while (row.next()) {
        sqlOnce += row.getLong(1) == 1 ? row.getLong(2) : 0;
        sqlTwice += row.getLong(1) == 1 ? 0 : row.getLong(2);
      }
    }
    System.out.printf(
        "steps of SQL: %d once, %d more than once, %d lost%n",
        sqlOnce, sqlTwice, 2L * runs - sqlOnce - sqlTwice);
    System.out.printf(
        "commands: %d once, %d more than once, %d lost; %d stopped and asked, %d of them done%n",
        lines.size() - twice, twice, runs - lines.size(), asked, askedDone);
    finish("ledger", "verify");
    System.out.printf("other stops: %d; the ledger verifies%n", otherStops);
    boolean commands = lines.size() == runs && twice == 0;
    return commands && sqlOnce == 2L * runs && done.size() == runs && otherStops == 0;
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    environment(builder.environment());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("said.txt").toFile()))
        .start();
  }

  private void finish(String... words) throws Exception {
    Process process = start(words);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(
          String.join(" ", words)
              + ": "
              + Files.readString(folder.resolve("said.txt"), StandardCharsets.UTF_8));
    }
  }

  private static Release copy(Release first, ReleaseId id) throws JsonObject.Malformed {
    Map<String, Object> written = new HashMap<>(ReleaseJson.write(first));
    written.put("id", id.text());
    return ReleaseJson.read(JsonObject.read(CanonicalJson.bytes(written)));
  }
}
