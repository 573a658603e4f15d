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

/// Times `towpath ledger verify` over a large ledger, whole process, beside psql that reads the
/// same table by COPY and throws it away. The ledger is made by SQL alone, tree and all, so that
/// its hashes are not those of the program that checks them.
/// Arguments: the launcher of Towpath, a server's URL without a database, and optionally how many
/// records.
final class CompareLedger {
  private static final int ROUNDS = 3;
  private static final int RECORDS = 1_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private static final String MADE_UP =
      """
      create table node (level int, place bigint, hash bytea);
      create table leaf as
        select n as sequence, format('{"actor":"ada@quay","after":{"exit":0,"origin":"towpath/'
            || 'bench","summary":"step %%s of the release is done"},"at":"2026-11-21T18:42:00.'
            || '000000Z","before":{},"digest":null,"format":1,"id":"%%s","reason":"","sequence":%%s'
            || ',"subject":"release:2026-11-21-%%s","type":"step-ended"}',
          n, gen_random_uuid(), n, n / 50) as record
        from generate_series(0, %1$d - 1) n;
      insert into node
        select 0, sequence, sha256('\\x00'::bytea || convert_to(record, 'UTF8')) from leaf;
      create index on node (level, place);
      do $$ begin
        for l in 1..40 loop
          insert into node
            select l, a.place / 2, sha256('\\x01'::bytea || a.hash || b.hash)
            from node a join node b on b.level = a.level and b.place = a.place + 1
            where a.level = l - 1 and a.place %% 2 = 0;
          exit when not found;
        end loop;
      end $$;
      insert into towpath_control.ledger
        select leaf.sequence, record, hashes
        from leaf join (
          select ((place + 1) << level) - 1 as sequence,
            string_agg(hash, ''::bytea order by level) as hashes
          from node group by 1) tree using (sequence)
        order by sequence;
      drop table node, leaf;
      """;
  private static final String READ =
      "copy (select * from towpath_control.ledger order by sequence) to stdout (format binary)";

  private CompareLedger() {}

  public static void main(String[] words) throws Exception {
    String server = words[1].replaceAll("/$", "");
    int records = words.length > 2 ? Integer.parseInt(words[2]) : RECORDS;
    String database = server + "/towpath_bench_ledger";
    Path folder = Files.createTempDirectory("towpath-ledger");
    try {
      psql(server + "/postgres", "drop database if exists towpath_bench_ledger");
      psql(
          server + "/postgres",
          "create database towpath_bench_ledger encoding 'UTF8' template template0");
      finish(towpath(words[0], folder, database, "list"));
      psql(database, MADE_UP.formatted(records));
      psql(database, "vacuum analyze towpath_control.ledger");
      List<Long> ours = new ArrayList<>();
      List<Long> theirs = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        theirs.add(millis(new ProcessBuilder("psql", "-qX", "-c", READ, database)));
        ours.add(millis(towpath(words[0], folder, database, "verify")));
      }
      System.out.println("| who | wall: min / median / max, ms | ratio |");
      System.out.println("|---|---|---|");
      print("psql, COPY to /dev/null", theirs, theirs);
      print("towpath ledger verify", ours, theirs);
    } finally {
      psql(server + "/postgres", "drop database if exists towpath_bench_ledger with (force)");
      delete(folder);
    }
  }

  /// With folders of its own, so that no key and no checkpoint of the user is touched.
  private static ProcessBuilder towpath(
      String launcher, Path folder, String database, String command) {
    ProcessBuilder builder =
        new ProcessBuilder(launcher, "-C", folder.toString(), "ledger", command);
    builder.environment().put("TOWPATH_CONTROL_URL", database);
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    return builder;
  }

  private static void psql(String url, String sql) throws Exception {
    finish(new ProcessBuilder("psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", sql, url));
  }

  private static long millis(ProcessBuilder builder) throws Exception {
    long start = System.nanoTime();
    finish(builder);
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static void finish(ProcessBuilder builder) throws Exception {
    Process process = builder.inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("It did not end within " + LIMIT + ".");
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(builder.command() + " ended with " + process.exitValue());
    }
  }

  private static void print(String who, List<Long> millis, List<Long> base) {
    List<Long> sorted = millis.stream().sorted().toList();
    double median = sorted.get(sorted.size() / 2);
    double other = base.stream().sorted().toList().get(base.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d / %.0f / %d | %.2f |%n",
        who,
        sorted.getFirst(),
        median,
        sorted.getLast(),
        median / other);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
