import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Times whole processes that check the same migrations, in turns, and prints a table: wall time,
/// peak memory, findings for each file. Arguments: the launcher of Towpath, squawk or nothing, and
/// optionally a folder of migrations.
final class CompareCheck {
  private static final int ROUNDS = 5;
  private static final int MADE_UP = 8_000;
  private static final int PULL_REQUEST = 5;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(2);
  private static final Pattern FINDING =
      Pattern.compile("(?m)^\\S+:\\d+:\\d+: (?:warning|error|note)");

  /// One process: how long, how much memory at most, in KiB, how many lines of findings.
  record Run(Duration took, long memory, long findings) {}

  /// A program with the words before the files.
  record Contender(String name, List<String> words, boolean folder) {}

  private CompareCheck() {}

  public static void main(String[] words) throws Exception {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender("Towpath", List.of(words[0], "check"), true));
    if (!words[1].isEmpty()) {
      contenders.add(new Contender("squawk", List.of(words[1], "--reporter", "gcc"), false));
    }
    Path made = Files.createTempDirectory("towpath-check");
    try {
      Path folder = words.length > 2 ? Path.of(words[2]) : makeUp(made.resolve("all"), MADE_UP);
      List<Path> files = sql(folder);
      Path few = Files.createDirectory(made.resolve("few"));
      for (Path file : files.subList(Math.max(0, files.size() - PULL_REQUEST), files.size())) {
        Files.copy(file, few.resolve(file.getFileName().toString()));
      }
      System.out.println(
          "| what | who | min / median / max, s | peak memory, MB | findings a file | ratio |");
      System.out.println("|---|---|---|---|---|---|");
      compare("a pull request of " + sql(few).size() + " files", contenders, few);
      compare(files.size() + " files", contenders, folder);
    } finally {
      delete(made);
    }
  }

  private static void compare(String what, List<Contender> contenders, Path folder)
      throws Exception {
    List<Path> files = sql(folder);
    List<List<Run>> runs =
        contenders.stream().map(each -> (List<Run>) new ArrayList<Run>()).toList();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        runs.get(i).add(run(contenders.get(i), folder, files));
      }
    }
    double first = median(runs.getFirst());
    for (int i = 0; i < contenders.size(); i++) {
      List<Double> seconds =
          runs.get(i).stream().map(run -> run.took().toNanos() / 1e9).sorted().toList();
      long memory = runs.get(i).stream().mapToLong(Run::memory).max().orElse(0) / 1024;
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f / %.2f / %.2f | %d | %.1f | %.2f |%n",
          what,
          contenders.get(i).name(),
          seconds.getFirst(),
          median(runs.get(i)),
          seconds.getLast(),
          memory,
          (double) runs.get(i).getLast().findings() / files.size(),
          median(runs.get(i)) / first);
    }
  }

  private static double median(List<Run> runs) {
    return runs.stream().map(Run::took).sorted().toList().get(runs.size() / 2).toNanos() / 1e9;
  }

  /// Runs a program to its end; what it thinks of the files is its exit code, 0 or 1.
  private static Run run(Contender contender, Path folder, List<Path> files) throws Exception {
    List<String> line = new ArrayList<>(contender.words());
    if (contender.folder()) {
      line.add(folder.toString());
    } else {
      files.forEach(file -> line.add(file.toString()));
    }
    Path out = Files.createTempFile("towpath-check", ".out");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    long memory = 0;
    while (process.isAlive() && System.nanoTime() - start < LIMIT.toNanos()) {
      memory = Math.max(memory, peak(process.pid()));
      Thread.sleep(POLL);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    int exit = process.destroyForcibly().waitFor();
    String said = Files.readString(out);
    Files.delete(out);
    if (exit > 1) {
      System.err.println(
          contender.name() + " ended with " + exit + ": " + said.lines().limit(5).toList());
    }
    long findings =
        contender.folder()
            ? said.lines().filter(each -> each.matches("(error|warning|note)\\[.*")).count()
            : FINDING.matcher(said).results().count();
    return new Run(took, memory, findings);
  }

  private static long peak(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException ended) {
      return 0;
    }
  }

  private static List<Path> sql(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  private static Path makeUp(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      String sql =
          """
          -- Berths of harbour %1$d, and who may see them.
          create table berth_%1$d (
            id bigint generated always as identity primary key,
            harbour_id bigint not null references harbour_%2$d (id),
            name text not null,
            depth_cm integer check (depth_cm > 0),
            made_at timestamptz not null default now()
          );
          create index berth_%1$d_harbour on berth_%1$d (harbour_id);
          alter table berth_%1$d enable row level security;
          create policy own on berth_%1$d for select using (harbour_id = 7);
          alter table harbour_%2$d add column berths_%1$d integer not null default 0;
          create index harbour_by_%1$d on harbour_%2$d (name) where berths_%1$d > 0;
          create or replace function depth_%1$d(b berth_%1$d) returns numeric
            language sql stable as $$ select b.depth_cm / 100.0 $$;
          update harbour_%2$d set berths_%1$d = 1 where id = %1$d;
          insert into berth_%1$d (harbour_id, name) values (1, 'north'), (1, 'south');
          """
              .formatted(i, i / 100);
      Files.writeString(folder.resolve("2026%010d_berths.sql".formatted(i)), sql);
    }
    return folder;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
