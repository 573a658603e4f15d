package dev.towpath.rehearsal.suite;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// Runs a command in the project's folder with the variables of a database, keeps the last lines of
/// what it prints, and ends it with all its children when its time is up.
public final class ShellRun {
  private static final int LINES = 20;
  private static final int LINE_CHARACTERS = 400;
  private static final int SECRET_CHARACTERS = 6;
  private static final Duration END_LIMIT = Duration.ofSeconds(5);
  private static final List<String> SECRET_NAMES = List.of("PASS", "SECRET", "TOKEN", "KEY");

  /// What could lead a client elsewhere than `DATABASE_URL` does.
  private static final List<String> ELSEWHERE =
      List.of("PGSERVICE", "PGSERVICEFILE", "PGPASSFILE", "PGHOSTADDR", "PGOPTIONS", "DIRECT_URL");

  private final Path folder;
  private final DatabaseUrl database;
  private final Duration limit;

  public ShellRun(Path folder, DatabaseUrl database, Duration limit) {
    this.folder = folder;
    this.database = database;
    this.limit = limit;
  }

  /// What came of a command.
  ///
  /// @param exit empty if its time was up
  /// @param lines the last that it printed, without secrets
  public record Result(OptionalInt exit, List<String> lines, Duration took) {
    public boolean passed() {
      return exit.isPresent() && exit.getAsInt() == 0;
    }

    public String words() {
      return exit.isPresent() ? "ended with " + exit.getAsInt() : "did not end in time";
    }
  }

  /// Runs it to its end.
  public Result run(String command) {
    long from = System.nanoTime();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(shell(command)).directory(folder.toFile()).redirectErrorStream(true);
      set(builder.environment());
      Process process = builder.start();
      process.getOutputStream().close();
      List<String> secrets = secrets(builder.environment());
      Deque<String> last = new ArrayDeque<>();
      Thread reader =
          Thread.ofVirtual().name("towpath-output").start(() -> read(process, last, secrets));
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      end(process, reader);
      OptionalInt exit = ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
      Duration took = Duration.ofNanos(System.nanoTime() - from);
      synchronized (last) {
        return new Result(exit, List.copyOf(last), took);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a command ran", e);
    }
  }

  private static List<String> shell(String command) {
    return System.getProperty("os.name").startsWith("Windows")
        ? List.of("cmd", "/c", command)
        : List.of("sh", "-c", command);
  }

  private void set(Map<String, String> environment) {
    ELSEWHERE.forEach(environment::remove);
    String url = database.revealed();
    environment.put("DATABASE_URL", url);
    environment.put("PGHOST", database.host());
    environment.put("PGPORT", "" + database.port());
    environment.put("PGUSER", database.user());
    environment.put("PGDATABASE", database.database());
    environment.put("PGPASSWORD", password(url));
    environment.put("PGSSLMODE", "disable");
  }

  /// A scratch server's password has no character that a URL would change.
  private static String password(String url) {
    String login = url.substring(url.indexOf("//") + 2, url.lastIndexOf('@'));
    return login.substring(login.indexOf(':') + 1);
  }

  private static List<String> secrets(Map<String, String> environment) {
    List<String> secrets = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          String upper = name.toUpperCase(Locale.ROOT);
          if (value.length() >= SECRET_CHARACTERS
              && SECRET_NAMES.stream().anyMatch(upper::contains)) {
            secrets.add(value);
          }
        });
    return secrets;
  }

  private static void read(Process process, Deque<String> last, List<String> secrets) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        String safe = hidden(line, secrets);
        synchronized (last) {
          last.add(safe);
          if (last.size() > LINES) {
            last.remove();
          }
        }
      }
    } catch (IOException ended) {
      // The command is being ended; what it printed so far is kept.
    }
  }

  private static String hidden(String line, List<String> secrets) {
    String safe = line;
    for (String secret : secrets) {
      safe = safe.replace(secret, "***");
    }
    safe = Secrets.hidden(safe);
    return safe.length() <= LINE_CHARACTERS ? safe : safe.substring(0, LINE_CHARACTERS) + "…";
  }

  private static void end(Process process, Thread reader) throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    reader.join(END_LIMIT);
  }
}
