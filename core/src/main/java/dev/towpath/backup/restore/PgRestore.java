package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The user's `pg_restore` on one dump.
///
/// @param work a folder for what it says
record PgRestore(ClientTool tool, Path dump, Path work, Manifest manifest, Pattern leftOut) {
  private static final Duration LIMIT = Duration.ofHours(24);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int FAILURES_SHOWN = 20;
  /// How the names of guards begin.
  static final String GUARD_NAME = "00_towpath_frozen";

  private static final String ENTRY = "\\d+; \\d+ \\d+ ";
  private static final String GUARDS = "(?:TRIGGER|EVENT TRIGGER) .*\\b" + GUARD_NAME + ".*";

  /// Whoever may make an extension doesn't own it on every platform.
  private static final String COMMENTS = "COMMENT - EXTENSION .*";
  private static final String ERROR = "pg_restore: error: ";

  /// What pg_restore says to a dump that it can't read.
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String said) {
      super(said);
    }
  }

  /// Fits the dump, which a program of its own version or a newer one can read.
  static PgRestore of(Manifest manifest, Path folder) {
    String made = manifest.tools().getOrDefault("pg_dump", "" + manifest.origin().major());
    int major = Integer.parseInt(made.split("[^0-9]", 2)[0]);
    ClientTool tool =
        ClientTool.find("pg_restore", major, "prove the backup on the machine that made it.");
    Pattern guards = Pattern.compile(ENTRY + GUARDS);
    return new PgRestore(tool, folder.resolve("dump"), folder, manifest, guards);
  }

  /// The same, for a role that is no superuser.
  PgRestore lessPrivileged() {
    Pattern more = Pattern.compile(ENTRY + "(?:" + GUARDS + "|" + COMMENTS + ")");
    return new PgRestore(tool, dump, work, manifest, more);
  }

  /// The whole dump as SQL, without its rows.
  ///
  /// @throws Unreadable if the list of the dump's contents can't be read
  String sql() throws IOException, InterruptedException {
    Path out = work.resolve("schema.sql");
    List<String> words = List.of("--schema-only", "--file=" + out, dump.toString());
    Result result = run(words);
    if (result.exit() != 0) {
      throw new Unreadable(result.said());
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /// Restores sections of the dump into a database.
  ///
  /// @param look is called now and then meanwhile
  /// @return what failed, a sentence each
  List<String> restore(DatabaseUrl into, int jobs, List<String> sections, Runnable look)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("--jobs=" + jobs, "--no-password"));
    chosen().ifPresent(list -> words.add("--use-list=" + list));
    sections.forEach(section -> words.add("--section=" + section));
    words.add(dump.toString());
    Result result = run(words, Optional.of(into), look);
    List<String> failures = failures(result.said());
    boolean explained = result.exit() == 1 && result.said().contains("errors ignored on restore");
    if (failures.isEmpty() && result.exit() != 0 && !explained) {
      failures.add("pg_restore ended with " + result.exit() + ". " + result.said());
    }
    return failures;
  }

  /// What to restore: all but the guards of a frozen database, whose function isn't in a dump of a
  /// part, and what else is left out.
  private Optional<Path> chosen() throws IOException, InterruptedException {
    Path list = work.resolve("contents.list");
    Result result = run(List.of("--list", "--file=" + list, dump.toString()));
    if (result.exit() != 0) {
      throw new Unreadable(result.said());
    }
    List<String> entries = Files.readAllLines(list, StandardCharsets.UTF_8);
    List<String> kept =
        entries.stream().filter(entry -> !leftOut.matcher(entry).matches()).toList();
    Files.write(list, kept, StandardCharsets.UTF_8);
    return kept.size() == entries.size() ? Optional.empty() : Optional.of(list);
  }

  private record Result(int exit, String said) {}

  private Result run(List<String> words) throws IOException, InterruptedException {
    return run(words, Optional.empty(), () -> {});
  }

  private Result run(List<String> words, Optional<DatabaseUrl> into, Runnable look)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile(work, "pg_restore", ".log");
    Process process =
        tool.process(words, into)
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        look.run();
        if (System.nanoTime() > end) {
          throw new IOException("pg_restore took longer than " + LIMIT.toHours() + " h.");
        }
      }
      return new Result(process.exitValue(), Secrets.hidden(Files.readString(err).strip()));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// A part of a database may refer to what is not in it: those foreign keys can't be.
  private List<String> failures(String said) {
    List<String> failures = new ArrayList<>();
    String entry = "";
    for (String line : said.lines().toList()) {
      if (line.startsWith("pg_restore: from TOC entry ")) {
        entry = line.substring("pg_restore: from TOC entry ".length());
      } else if (line.startsWith(ERROR)) {
        boolean beyond = entry.contains(" FK CONSTRAINT ") && line.contains("does not exist");
        if (!beyond || manifest.scope().equals(Scope.WHOLE)) {
          failures.add(line.substring("pg_restore: ".length()));
        }
      }
    }
    int more = failures.size() - FAILURES_SHOWN;
    if (more > 0) {
      failures.subList(FAILURES_SHOWN, failures.size()).clear();
      failures.add("and " + more + " more errors of pg_restore");
    }
    return failures;
  }
}
