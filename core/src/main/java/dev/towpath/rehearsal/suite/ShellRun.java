package dev.towpath.rehearsal.suite;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.process.CommandRun;
import dev.towpath.process.ShellCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Runs a line of the shell in the project's folder, with the variables of a database.
public final class ShellRun {
  /// What could lead a client elsewhere than `DATABASE_URL` does.
  private static final List<String> ELSEWHERE =
      List.of("PGSERVICE", "PGSERVICEFILE", "PGPASSFILE", "PGHOSTADDR", "PGOPTIONS", "DIRECT_URL");

  private final DatabaseUrl database;
  private final CommandRun commands;

  public ShellRun(Path folder, DatabaseUrl database, Duration limit) {
    this.database = database;
    this.commands = new CommandRun(folder, this::set, limit);
  }

  /// Runs it to its end.
  public CommandRun.Result run(String command) {
    try {
      return commands.run(ShellCommand.shell(command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a command ran", e);
    }
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
}
