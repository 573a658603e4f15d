import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Times whole processes that run the same migrations, in turns, and prints a table: wall time, and
/// the ratio to psql in one session. psql with a process for each file takes long, and runs once.
/// Arguments: the launcher of Towpath, and optionally a project.
final class CompareRehearse {
  private static final int ROUNDS = 3;
  private static final int MADE_UP = 500;
  private static final int MAJOR = 18;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /// One way to run migrations.
  ///
  /// @param lines programs that run one after the other
  record Contender(String name, List<List<String>> lines, List<Double> seconds) {
    Contender(String name, List<List<String>> lines) {
      this(name, lines, new ArrayList<>());
    }

    double median() {
      return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }
  }

  private final ScratchServer server;
  private final String launcher;

  private CompareRehearse(ScratchServer server, String launcher) {
    this.server = server;
    this.launcher = launcher;
  }

  public static void main(String[] words) throws Exception {
    Path made = Files.createTempDirectory("towpath-rehearse");
    try (ScratchServer server = ScratchServer.start(MAJOR, Platform.NONE)) {
      CompareRehearse compare = new CompareRehearse(server, words[0]);
      System.out.println("| what | who | min / median / max, s | ratio |");
      System.out.println("|---|---|---|---|");
      if (words.length > 1) {
        compare.compare(Path.of(words[1]));
      } else {
        compare.compare(makeUp(made.resolve("there"), false));
        compare.compare(makeUp(made.resolve("back"), true));
      }
    } finally {
      delete(made);
    }
  }

  private void compare(Path project) throws Exception {
    List<Path> downs = sql(project, true);
    List<Path> ups = sql(project, false);
    List<Path> session = new ArrayList<>(ups);
    if (!downs.isEmpty()) {
      session.addAll(downs.reversed());
      session.addAll(ups);
    }
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender("psql, one session", List.of(psql(session))));
    contenders.add(
        new Contender(
            "towpath rehearse", List.of(List.of(launcher, "-C", project.toString(), "rehearse"))));
    if (downs.isEmpty()) {
      contenders.add(
          new Contender(
              "psql, a process for each file",
              session.stream().map(file -> psql(List.of(file))).toList()));
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender contender = contenders.get(i);
        if (round == 0 || contender.lines().size() == 1) {
          String database = "d%d_%d_%d".formatted(downs.size(), round, i);
          contender.seconds().add(run(contender, server.createDatabase(database)));
        }
      }
    }
    String what = ups.size() + " migrations" + (downs.isEmpty() ? "" : ", up, down and up again");
    for (Contender each : contenders) {
      List<Double> sorted = each.seconds().stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f / %.2f / %.2f | %.2f |%n",
          what,
          each.name(),
          sorted.getFirst(),
          each.median(),
          sorted.getLast(),
          each.median() / contenders.getFirst().median());
    }
  }

  private static List<String> psql(List<Path> files) {
    List<String> line = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
    files.forEach(file -> line.addAll(List.of("-f", file.toString())));
    return line;
  }

  /// Runs a contender's programs to their end; they must succeed.
  private static double run(Contender contender, DatabaseUrl database) throws Exception {
    Path out = Files.createTempFile("towpath-rehearse", ".out");
    long start = System.nanoTime();
    for (List<String> line : contender.lines()) {
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile());
      builder.environment().putAll(reaching(database));
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(contender.name() + " failed:\n" + Files.readString(out));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(out);
    return seconds;
  }

  /// By libpq's variables.
  private static Map<String, String> reaching(DatabaseUrl database) {
    return Map.of(
        "PGHOST", database.host(),
        "PGPORT", String.valueOf(database.port()),
        "PGDATABASE", database.database(),
        "PGUSER", database.user(),
        "PGPASSWORD", database.secret().orElse(""));
  }

  private static List<Path> sql(Path project, boolean down) throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("migrations"))) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> file.toString().endsWith(".down.sql") == down)
          .sorted()
          .toList();
    }
  }

  private static Path makeUp(Path project, boolean back) throws IOException {
    Path folder = Files.createDirectories(project.resolve("migrations"));
    for (int i = 0; i < MADE_UP; i++) {
      String name = "2026%010d_berths".formatted(i);
      String up =
          """
          -- Berths of quay %1$d.
          create table quay_%1$d (
            id bigint generated always as identity primary key,
            name text not null,
            depth_cm integer check (depth_cm > 0),
            beside bigint%3$s
          );
          create index quay_%1$d_name on quay_%1$d (name);
          alter table quay_%2$d add column berths_%1$d integer not null default 0;
          insert into quay_%1$d (name, depth_cm) values ('north', 420), ('south', 380);
          """
              .formatted(i, i / 10, i == 0 ? "" : " references quay_" + i / 10 + " (id)");
      Files.writeString(folder.resolve(name + ".sql"), up);
      if (back) {
        String down =
            """
            alter table quay_%2$d drop column berths_%1$d;
            drop table quay_%1$d;
            """
                .formatted(i, i / 10);
        Files.writeString(folder.resolve(name + ".down.sql"), down);
      }
    }
    return project;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
