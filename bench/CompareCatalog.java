import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Times whole processes that read or compare the same schemas, in turns, and prints a table: wall
/// time, peak memory, ratio. Arguments: the launcher of Towpath, migra or nothing, a server's URL
/// without a database, and optionally how many tables.
final class CompareCatalog {
  private static final int ROUNDS = 3;
  private static final int TABLES = 10_000;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(5);

  private static final String MADE_UP =
      """
      do $$ begin
        for i in 1..%d loop
          execute format('create table berth_%%s (
            id bigint generated always as identity primary key,
            boat text not null, dock int default 0, note text, since timestamptz default now(),
            fee numeric(10, 2), ticket uuid default gen_random_uuid(), extra jsonb,
            paid boolean not null default false, depth int check (depth > 0))', i);
          execute format('alter table berth_%%s enable row level security', i);
          execute format(
            'create policy own on berth_%%s for select using (boat = current_user)', i);
          if i %% 2 = 0 then execute format('create index on berth_%%s (dock)', i); end if;
          if i %% 200 = 0 then commit; end if;
        end loop;
      end $$;
      vacuum analyze;
      """;
  private static final String PLANTED =
      """
      alter table berth_1 add column colour text;
      alter table berth_2 drop column note;
      alter table berth_3 alter column boat drop not null;
      drop policy own on berth_4;
      create table berth_0 (id int primary key);
      create view paid_berth as select id, boat from berth_5 where paid;
      """;

  /// One process: how long, how much memory at most, in KiB; whether it came to an end.
  private record Run(Duration took, long memory, boolean ended) {}

  private record Contender(String name, List<String> words) {}

  private CompareCatalog() {}

  public static void main(String[] words) throws Exception {
    String server = words[2].replaceAll("/$", "");
    int tables = words.length > 3 ? Integer.parseInt(words[3]) : TABLES;
    String before = server + "/towpath_bench_before";
    String after = server + "/towpath_bench_after";
    Path folder = Files.createTempDirectory("towpath-catalog");
    try {
      drop(server);
      psql(server + "/postgres", "create database towpath_bench_before");
      psql(before, MADE_UP.formatted(tables));
      psql(
          server + "/postgres",
          "create database towpath_bench_after template towpath_bench_before");
      psql(after, PLANTED);
      System.out.println("| what | who | min / median / max, s | peak memory, MB | ratio |");
      System.out.println("|---|---|---|---|---|");
      String to = folder.resolve("schema").toString();
      List<String> towpath = List.of(words[0], "-C", folder.toString(), "catalog");
      compare(
          tables + " tables, read",
          List.of(
              new Contender("Towpath", with(towpath, "snapshot", "-e", before, "--to", to)),
              new Contender("pg_dump", List.of("pg_dump", "--schema-only", "--file", to, before))));
      List<Contender> diff = new ArrayList<>();
      diff.add(new Contender("Towpath", with(towpath, "diff", before, after)));
      if (!words[1].isEmpty()) {
        diff.add(new Contender("migra", List.of(words[1], before, after, "--unsafe")));
      }
      compare(tables + " tables, compared", diff);
    } finally {
      drop(server);
      delete(folder);
    }
  }

  private static List<String> with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toList();
  }

  private static void compare(String what, List<Contender> contenders) throws Exception {
    List<List<Run>> runs =
        contenders.stream().map(each -> (List<Run>) new ArrayList<Run>()).toList();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        if (runs.get(i).stream().allMatch(Run::ended)) {
          runs.get(i).add(run(contenders.get(i)));
        }
      }
    }
    double first = median(runs.getFirst());
    for (int i = 0; i < contenders.size(); i++) {
      List<Run> mine = runs.get(i);
      List<Double> seconds = mine.stream().map(run -> run.took().toNanos() / 1e9).sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s%s | %.2f / %.2f / %.2f | %d | %.2f |%n",
          what,
          contenders.get(i).name(),
          mine.getLast().ended() ? "" : " (ended by the limit)",
          seconds.getFirst(),
          median(mine),
          seconds.getLast(),
          mine.stream().mapToLong(Run::memory).max().orElse(0) / 1024,
          median(mine) / first);
    }
  }

  private static double median(List<Run> runs) {
    return runs.stream().map(Run::took).sorted().toList().get(runs.size() / 2).toNanos() / 1e9;
  }

  /// Runs a program to its end, or to the limit. That two schemas differ is no failure.
  private static Run run(Contender contender) throws Exception {
    Path out = Files.createTempFile("towpath-catalog", ".out");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(contender.words())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    long memory = 0;
    while (process.isAlive() && System.nanoTime() - start < LIMIT.toNanos()) {
      memory = Math.max(memory, peak(process.pid()));
      Thread.sleep(POLL);
    }
    boolean ended = !process.isAlive();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    int exit = process.destroyForcibly().waitFor();
    if (ended && exit > 2) {
      System.err.println(contender.name() + " ended with " + exit + ": " + Files.readString(out));
    }
    Files.delete(out);
    return new Run(took, memory, ended);
  }

  private static long peak(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }

  private static void drop(String server) throws Exception {
    for (String name : List.of("towpath_bench_after", "towpath_bench_before")) {
      psql(server + "/postgres", "drop database if exists " + name + " with (force)");
    }
  }

  private static void psql(String url, String sql) throws Exception {
    Path file = Files.writeString(Files.createTempFile("towpath-catalog", ".sql"), sql);
    Process psql =
        new ProcessBuilder("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.toString(), url)
            .inheritIO()
            .start();
    int exit = psql.waitFor();
    Files.delete(file);
    if (exit != 0) {
      throw new IllegalStateException("psql ended with " + exit);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
