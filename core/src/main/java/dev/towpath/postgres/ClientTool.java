package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A client program of PostgreSQL that this machine has: `pg_dump`, `pg_restore`, `pg_basebackup`.
///
/// @param command how it is called
/// @param version as it says itself, `15.14`
public record ClientTool(String name, String command, String version, int major) {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration VERSION_LIMIT = Duration.ofSeconds(10);
  private static final int NEWEST = 30;
  private static final int OLDEST = 14;
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ((\\d+)[^ \\r\\n]*)");
  private static final List<String> HOMES =
      List.of(
          "/usr/lib/postgresql/%d/bin",
          "/usr/pgsql-%d/bin",
          "/opt/homebrew/opt/postgresql@%d/bin",
          "/usr/local/opt/postgresql@%d/bin");

  /// The oldest that will do, because a newer one writes what an older server doesn't know: on the
  /// `PATH`, or among the operating system's packages.
  ///
  /// @param atLeast the oldest major that will do
  /// @param otherwise what else a person can do, as the end of a sentence
  /// @throws ProblemException with `client-tool-missing` if none will do
  public static ClientTool find(String name, int atLeast, String otherwise) {
    List<ClientTool> found = all(name);
    return found.stream()
        .filter(each -> each.major() >= atLeast)
        .min(Comparator.comparingInt(ClientTool::major))
        .orElseThrow(() -> missing(name, atLeast, otherwise, found).exception());
  }

  /// The newest one, for a file of a version that isn't known yet.
  ///
  /// @throws ProblemException with `client-tool-missing` if there is none
  public static ClientTool newest(String name, String otherwise) {
    return all(name).stream()
        .max(Comparator.comparingInt(ClientTool::major))
        .orElseThrow(() -> missing(name, OLDEST, otherwise, List.of()).exception());
  }

  private static List<ClientTool> all(String name) {
    return Stream.concat(Stream.of(name), installed(name)).flatMap(each -> at(name, each)).toList();
  }

  private static Stream<String> installed(String name) {
    List<String> commands = new ArrayList<>();
    for (int major = NEWEST; major >= OLDEST; major--) {
      for (String home : HOMES) {
        Path program = Path.of(home.formatted(major), name);
        if (Files.isExecutable(program)) {
          commands.add(program.toString());
        }
      }
    }
    return commands.stream();
  }

  private static Stream<ClientTool> at(String name, String command) {
    try {
      Process process = new ProcessBuilder(command, "--version").start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(text);
      boolean ended = process.waitFor(VERSION_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return ended && version.find()
          ? Stream.of(
              new ClientTool(name, command, version.group(1), Integer.parseInt(version.group(2))))
          : Stream.empty();
    } catch (IOException notThere) {
      return Stream.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
    }
  }

  private static Problem missing(
      String name, int atLeast, String otherwise, List<ClientTool> found) {
    Optional<Integer> newest = found.stream().map(ClientTool::major).max(Comparator.naturalOrder());
    return Problem.of(
            "client-tool-missing",
            Exit.USAGE,
            newest
                .map(major -> name + " of this machine is too old: version " + major + ".")
                .orElse("There is no " + name + " on this machine."))
        .because("It must be of version " + atLeast + " at least, as the server is.")
        .leaving("No database was changed.")
        .next("Install postgresql-client-" + atLeast + ", or " + otherwise);
  }

  /// A process to start. The user's own `PG*` variables don't reach it, its messages are English,
  /// and the password of a database is in its environment, never on its command line.
  ///
  /// @param database where it connects to; empty for a program that only reads files
  public ProcessBuilder process(List<String> arguments, Optional<DatabaseUrl> database) {
    List<String> words = new ArrayList<>(List.of(command));
    database.ifPresent(url -> words.add("--dbname=" + url.forClient()));
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("PGAPPNAME", "towpath/" + name);
    database
        .flatMap(DatabaseUrl::secret)
        .ifPresent(secret -> builder.environment().put("PGPASSWORD", secret));
    return builder;
  }

  /// Runs it, and gives what it printed.
  ///
  /// @throws ProblemException with `dump-failed` if it fails
  public String run(List<String> arguments, Optional<DatabaseUrl> database) {
    try {
      Path out = Files.createTempFile("towpath-dump", ".sql");
      Path err = Files.createTempFile("towpath-dump", ".log");
      try {
        return run(process(arguments, database), out, err);
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage())).exception(e);
    }
  }

  private String run(ProcessBuilder builder, Path out, Path err) throws IOException {
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw failed("It took longer than " + LIMIT.toMinutes() + " minutes.").exception();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("It was interrupted.").exception(e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw failed(Files.readString(err).strip()).exception();
    }
    return Files.readString(out);
  }

  private Problem failed(String why) {
    return Problem.of("dump-failed", Exit.UNREACHABLE, name + " failed.")
        .because(why)
        .leaving("No database was changed.")
        .next("Run it by hand to see why, or rehearse with --from files.");
  }
}
