import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Times whole processes that back up the same database, in turns, and prints a table. Arguments:
/// the launcher of Towpath, a server's URL, and optionally how many rounds.
final class CompareBackup {
  private static final int ROUNDS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final String DATABASE = "towpath_bench";
  private static final String RESTORED = "towpath_bench_restored";

  /// The server's clock ticks a hundred times a second, wherever Linux runs PostgreSQL.
  private static final double TICKS = 100;

  private static final String TABLES =
      """
      create table customers (id uuid primary key, name text, email text, joined timestamptz);
      insert into customers select gen_random_uuid(), 'Customer ' || md5(n::text),
        md5(n::text) || '@example.com', now() - n * interval '1 min'
        from generate_series(1, 1000000) n;
      create table orders (id bigint primary key, customer uuid not null, placed timestamptz,
        total numeric(12, 2), state text, note text, tags text[]);
      insert into orders select n, gen_random_uuid(), now() - n * interval '7 s',
        (n * 37::bigint % 100000) / 100.0, (array['new', 'paid', 'sent', 'back'])[1 + n % 4],
        md5(n::text) || ' ' || md5((n + 1)::text), array['a' || n % 7, 'b']
        from generate_series(1, 3000000) n;
      create table events (id bigint, at timestamptz, body jsonb);
      insert into events select n, now() - n * interval '1 s', jsonb_build_object('kind',
        (array['view', 'click', 'buy'])[1 + n % 3], 'session', md5((n / 9)::text),
        'page', '/p/' || (n % 1000), 'ms', n % 977) from generate_series(1, 2500000) n;
      """;

  /// One way to back up.
  record Contender(String name, List<String> line, List<Double> wall, List<Double> cpu) {
    Contender(String name, List<String> line) {
      this(name, line, new ArrayList<>(), new ArrayList<>());
    }
  }

  private final String server;
  private final Path folder;

  private CompareBackup(String server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  public static void main(String[] words) throws Exception {
    Path folder = Files.createTempDirectory("towpath-backup");
    CompareBackup compare = new CompareBackup(words[1], folder);
    try {
      compare.psql("postgres", "create database " + DATABASE);
      compare.psql(DATABASE, TABLES);
      compare.psql(DATABASE, "vacuum analyze");
      int rounds = words.length > 2 ? Integer.parseInt(words[2]) : ROUNDS;
      compare.run(words[0], rounds);
      compare.restore(words[0], rounds);
    } finally {
      compare.psql("postgres", "drop database if exists " + DATABASE);
      compare.psql("postgres", "drop database if exists " + RESTORED);
      delete(folder);
    }
  }

  private void run(String launcher, int rounds) throws Exception {
    String url = server + "/" + DATABASE;
    String kept = folder.resolve("kept").toString();
    List<Contender> contenders =
        List.of(
            new Contender(
                "pg_dump -Fd -j2",
                List.of("pg_dump", "-Fd", "-j2", "-f", folder.resolve("dump").toString(), url)),
            new Contender(
                "towpath backup create",
                List.of(
                    launcher,
                    "-C",
                    folder.toString(),
                    "backup",
                    "create",
                    "-e",
                    url,
                    "--to",
                    kept,
                    "--logical")));
    List<Long> sizes = new ArrayList<>(List.of(0L, 0L));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        time(contenders.get(i));
        sizes.set(i, size(folder.resolve(i == 0 ? "dump" : "kept")) >> 20);
        delete(folder.resolve(i == 0 ? "dump" : "kept"));
      }
    }
    print(contenders);
    System.out.println("sizes, MB: " + sizes);
  }

  /// Restores the same dump: by itself into the server, and as a proof into a server of its own.
  private void restore(String launcher, int rounds) throws Exception {
    Path kept = folder.resolve("proved");
    List<String> towpath = List.of(launcher, "-C", folder.toString(), "backup");
    List<String> create = new ArrayList<>(towpath);
    create.addAll(List.of("create", "-e", server + "/" + DATABASE, "--logical"));
    create.addAll(List.of("--to", kept.toString()));
    run(create, folder.resolve("out"));
    Path dump;
    try (Stream<Path> files = Files.walk(kept)) {
      dump = files.filter(file -> file.endsWith("dump")).findFirst().orElseThrow();
    }
    List<String> prove = new ArrayList<>(towpath);
    prove.addAll(List.of("prove", "latest", "--in", kept.toString()));
    Contender plain =
        new Contender(
            "pg_restore -j2",
            List.of("pg_restore", "-j2", "-d", server + "/" + RESTORED, dump.toString()));
    Contender proof = new Contender("towpath backup prove", prove);
    for (int round = 0; round < rounds; round++) {
      psql("postgres", "drop database if exists " + RESTORED);
      psql("postgres", "create database " + RESTORED);
      time(plain);
      time(proof);
    }
    print(List.of(plain, proof));
  }

  private static void print(List<Contender> contenders) {
    System.out.println("| who | wall: min / median / max, s | ratio | CPU, s | ratio |");
    System.out.println("|---|---|---|---|---|");
    Contender first = contenders.getFirst();
    for (Contender each : contenders) {
      List<Double> sorted = each.wall().stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f / %.1f / %.1f | %.2f | %.1f | %.2f |%n",
          each.name(),
          sorted.getFirst(),
          median(each.wall()),
          sorted.getLast(),
          median(each.wall()) / median(first.wall()),
          median(each.cpu()),
          median(each.cpu()) / median(first.cpu()));
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private void time(Contender contender) throws Exception {
    double before = serverSeconds();
    Path out = folder.resolve("out");
    List<String> line = new ArrayList<>(List.of("sh", "-c", "\"$@\" && times", "sh"));
    line.addAll(contender.line());
    long start = System.nanoTime();
    run(line, out);
    contender.wall().add((System.nanoTime() - start) / 1e9);
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    double client = 0;
    for (String word : lines.getLast().split(" ", -1)) {
      String[] parts = word.replace("s", "").split("m", 2);
      client += Double.parseDouble(parts[0]) * 60 + Double.parseDouble(parts[1]);
    }
    contender.cpu().add(client + serverSeconds() - before);
  }

  /// What all ended processes of the server have used.
  private double serverSeconds() throws Exception {
    Thread.sleep(500); // the last ones are ending
    String pid = psql("postgres", "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
    String stat = Files.readString(Path.of("/proc", pid.strip(), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
  }

  private String psql(String database, String sql) throws Exception {
    Path out = Files.createTempFile("towpath-backup", ".out");
    run(List.of("psql", "-XqAt", "-v", "ON_ERROR_STOP=1", server + "/" + database, "-c", sql), out);
    String text = Files.readString(out);
    Files.delete(out);
    return text;
  }

  private static void run(List<String> line, Path out) throws Exception {
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(line + " failed:\n" + Files.readString(out));
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
