import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Times how soon a database refuses writes while clients write to it: `towpath freeze` beside psql
/// that hangs a bare trigger on each table, without a record, a wait for writers, or a proof.
/// Arguments: the launcher of Towpath, a server's URL without a database, and optionally how many
/// tables.
final class CompareFreeze {
  private static final int ROUNDS = 5;
  private static final int TABLES = 100;
  private static final int WRITERS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String MADE_UP =
      """
      do $$ begin
        for i in 1..%d loop
          execute format('create table berth_%%s (id bigint generated always as identity primary
            key, boat text, since timestamptz default now())', i);
        end loop;
      end $$;
      """;
  private static final String BY_HAND =
      """
      create or replace function refuse() returns trigger language plpgsql as
        $f$ begin raise exception 'frozen' using errcode = '25006'; end $f$;
      do $$ declare t text; begin
        for t in select oid::regclass from pg_class where relname like 'berth_%' and relkind = 'r'
        loop
          execute format('create trigger refuse before insert or update or delete or truncate on %s
            for each statement execute function refuse()', t);
        end loop;
      end $$;
      """;
  private static final String UNDONE =
      "set client_min_messages = warning; drop function refuse() cascade";

  /// @param first from the start of the command until a client was first refused
  /// @param last until every client was refused
  /// @param whole until the command had ended
  private record Run(Duration first, Duration last, Duration whole) {}

  private CompareFreeze() {}

  public static void main(String[] words) throws Exception {
    String server = words[1].replaceAll("/$", "");
    int tables = words.length > 2 ? Integer.parseInt(words[2]) : TABLES;
    String database = server + "/towpath_bench_freeze";
    Path folder = Files.createTempDirectory("towpath-freeze");
    Files.writeString(folder.resolve("towpath.yaml"), "layout: plain\nmigrations: migrations\n");
    Files.createDirectories(folder.resolve("migrations"));
    List<String> towpath = List.of(words[0], "-C", folder.toString());
    try {
      psql(server + "/postgres", "drop database if exists towpath_bench_freeze");
      psql(server + "/postgres", "create database towpath_bench_freeze");
      psql(database, MADE_UP.formatted(tables));
      List<Run> ours = new ArrayList<>();
      List<Run> byHand = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        ours.add(timed(database, with(towpath, "freeze", "-e", database)));
        finish(new ProcessBuilder(with(towpath, "thaw", "-e", database)));
        byHand.add(timed(database, List.of("psql", "-qX", "-c", BY_HAND, database)));
        psql(database, UNDONE);
      }
      System.out.println(
          "| what | who | first refusal, ms | all refused, ms | command ended, ms |");
      System.out.println("|---|---|---|---|---|");
      print(tables + " tables, " + WRITERS + " writers", "Towpath", ours);
      print("the same", "psql, bare triggers", byHand);
    } finally {
      psql(server + "/postgres", "drop database if exists towpath_bench_freeze with (force)");
      delete(folder);
    }
  }

  /// Runs a command while clients write; each ends with its first refusal.
  private static Run timed(String database, List<String> command) throws Exception {
    List<Process> writers = new ArrayList<>();
    for (int writer = 1; writer <= WRITERS; writer++) {
      String write = "insert into berth_" + writer + " (boat) values ('Ada') \\watch 0.002";
      Path script = Files.writeString(Files.createTempFile("write", ".sql"), write + "\n");
      writers.add(
          quiet(
              new ProcessBuilder(
                  "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-f", script.toString(), database)));
    }
    Thread.sleep(500);
    long start = System.nanoTime();
    Process process = quiet(new ProcessBuilder(command));
    List<Long> refused = new ArrayList<>();
    for (Process writer : writers) {
      writer.onExit().thenRun(() -> note(refused));
    }
    await(process);
    long whole = System.nanoTime();
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    for (Process writer : writers) {
      await(writer);
      writer.onExit().join();
    }
    Thread.sleep(50);
    synchronized (refused) {
      return new Run(
          Duration.ofNanos(refused.getFirst() - start),
          Duration.ofNanos(refused.getLast() - start),
          Duration.ofNanos(whole - start));
    }
  }

  private static void note(List<Long> refused) {
    synchronized (refused) {
      refused.add(System.nanoTime());
    }
  }

  private static void print(String what, String who, List<Run> runs) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |%n",
        what,
        who,
        figures(runs.stream().map(Run::first)),
        figures(runs.stream().map(Run::last)),
        figures(runs.stream().map(Run::whole)));
  }

  private static String figures(Stream<Duration> durations) {
    List<Long> sorted = durations.map(Duration::toMillis).sorted().toList();
    return "%d / %d / %d"
        .formatted(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
  }

  private static void psql(String url, String sql) throws Exception {
    finish(new ProcessBuilder("psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", sql, url));
  }

  private static void finish(ProcessBuilder builder) throws Exception {
    Process process = builder.inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    await(process);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(builder.command() + " ended with " + process.exitValue());
    }
  }

  private static Process quiet(ProcessBuilder builder) throws IOException {
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void await(Process process) throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("It did not end within " + LIMIT + ".");
    }
  }

  private static List<String> with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
