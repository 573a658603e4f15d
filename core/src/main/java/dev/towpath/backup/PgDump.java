package dev.towpath.backup;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.postgres.ClientTool;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running `pg_dump` into a folder. Closing it ends it.
///
/// It tells on its standard error what it does; when Towpath is killed, nobody reads that any more
/// and it ends at the next thing it says.
final class PgDump implements AutoCloseable {
  /// What it waits for a lock at its start, before it gives way.
  private static final Duration LOCK_LIMIT = Duration.ofMinutes(1);

  /// Of zlib's levels 1 to 9: takes half of the processor time of pg_dump's own 6, and a fifteenth
  /// more space.
  private static final int COMPRESSION = 3;

  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final int KEPT_LINES = 12;
  private static final Pattern STARTED =
      Pattern.compile("pg_dump: dumping contents of table \"(.*)\"");
  private static final Pattern FINISHED =
      Pattern.compile("pg_dump: finished item \\d+ TABLE DATA (.*)");
  private static final Pattern SPOKEN = Pattern.compile("pg_dump: (error|warning|detail|hint): .*");

  private final Process process;
  private final Thread reader;
  private final Thread atExit;
  private final Map<String, Long> bytes = new ConcurrentHashMap<>();
  private final List<String> underWay = new ArrayList<>();
  private final Deque<String> words = new ArrayDeque<>();
  private final AtomicLong done = new AtomicLong();

  private PgDump(Process process, List<BackedTable> tables) {
    this.process = process;
    tables.stream()
        .filter(BackedTable::isTable)
        .forEach(table -> bytes.put(table.schema() + "." + table.name(), table.bytes()));
    this.atExit = new Thread(this::end, "towpath-end-pg-dump");
    Runtime.getRuntime().addShutdownHook(atExit);
    this.reader = Thread.ofVirtual().name("towpath-pg-dump").start(this::read);
  }

  static PgDump start(ClientTool tool, SourceSnapshot snapshot, Scope scope, int jobs, Path folder)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--format=directory", "--file=" + folder, "--jobs=" + jobs));
    words.addAll(List.of("--snapshot=" + snapshot.name(), "--no-password", "--verbose"));
    // The storage waits for the disk itself, file by file.
    words.addAll(
        List.of(
            "--compress=" + COMPRESSION,
            "--no-sync",
            "--lock-wait-timeout=" + LOCK_LIMIT.toMillis()));
    scope.schemas().forEach(schema -> words.add("--schema=" + exactly(schema)));
    scope.tables().forEach(table -> words.add("--table=" + table));
    Process process = tool.process(words, Optional.of(snapshot.target().url())).start();
    process.getOutputStream().close();
    return new PgDump(process, snapshot.tables());
  }

  /// A name as a pattern that matches it alone.
  private static String exactly(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void read() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      // It is being ended; how it ended says the rest.
    }
  }

  private void hear(String line) {
    Matcher started = STARTED.matcher(line);
    Matcher finished = FINISHED.matcher(line);
    if (started.matches()) {
      underWay.add(started.group(1));
    } else if (finished.matches()) {
      String ending = "." + finished.group(1);
      underWay.stream()
          .filter(name -> name.endsWith(ending))
          .findFirst()
          .ifPresent(
              name -> {
                underWay.remove(name);
                done.addAndGet(bytes.getOrDefault(name, 0L));
              });
    } else if (SPOKEN.matcher(line).matches() || !line.startsWith("pg_dump: ")) {
      keep(line);
    }
  }

  private void keep(String line) {
    synchronized (words) {
      words.add(Secrets.hidden(line));
      if (words.size() > KEPT_LINES) {
        words.remove();
      }
    }
  }

  /// The bytes of the tables that are done, as they are on the server's disk.
  long done() {
    return done.get();
  }

  /// The bytes that are copied of the tables which are being dumped at this moment.
  static long copiedNow(Connection observer) throws SQLException {
    try (Statement statement = observer.createStatement()) {
      statement.execute("select pg_stat_clear_snapshot()");
      try (ResultSet row =
          statement.executeQuery(
              """
              select coalesce(sum(least(p.bytes_processed, pg_table_size(p.relid))), 0)::bigint
              from pg_stat_progress_copy p join pg_stat_activity a on a.pid = p.pid
              where p.datname = current_database() and a.application_name = 'towpath/pg_dump'
              """)) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// Whether it has ended; waits a little.
  boolean over(Duration wait) throws InterruptedException {
    return process.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Fails if it has.
  void check() throws InterruptedException {
    process.waitFor();
    reader.join(END_LIMIT);
    if (process.exitValue() != 0) {
      throw failed().exception();
    }
  }

  private Problem failed() {
    String said;
    synchronized (words) {
      said = String.join("\n", words);
    }
    if (said.contains("No space left on device")) {
      return Problem.of("backup-space", Exit.UNCHANGED, "There is no room for the backup.")
          .because(said)
          .leaving("No backup was made; the database is as it was.")
          .next("Make room, or name another folder: --to FOLDER");
    }
    return Problem.of("backup-failed", Exit.UNCHANGED, "pg_dump failed.")
        .because(said.isEmpty() ? "It ended with " + process.exitValue() + "." : said)
        .leaving("No backup was made; the database is as it was.")
        .next("Settle what it says, then run the same command again.");
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process ends already: that is what the hook is for.
    }
  }

  private void end() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
