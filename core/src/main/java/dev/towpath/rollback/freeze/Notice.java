package dev.towpath.rollback.freeze;

import dev.towpath.process.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What tells an application that its database is frozen, or no longer. It may run again without
/// harm.
public sealed interface Notice {
  /// Statements in the database itself, all in one transaction.
  record Sql(String text) implements Notice {}

  /// A program on this machine. Only its words are ever recorded, and never run from there: who can
  /// write to the target must not choose what runs here.
  ///
  /// @param environment variables that it gets beside those of this process; may be secrets
  /// @param folder in which it runs
  record Command(List<String> words, Map<String, String> environment, Duration limit, Path folder)
      implements Notice {
    /// Runs it, and says why it failed; empty if it did not.
    Optional<String> failure() {
      try {
        CommandRun.Result result =
            new CommandRun(folder, all -> all.putAll(environment), limit).run(words);
        String last = result.lines().isEmpty() ? "" : " " + String.join("\n", result.lines());
        return result.passed()
            ? Optional.empty()
            : Optional.of("The command " + this + " " + result.words() + "." + last);
      } catch (IOException e) {
        return Optional.of("The command " + this + " can't be run: " + e.getMessage());
      } catch (InterruptedException e) {
        throw FreezeSession.interrupted(e);
      }
    }

    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }

  /// Gives it, and says why it failed; empty if it did not.
  default Optional<String> failure(FreezeSession session) {
    return switch (this) {
      case Sql(String text) -> said(session, text);
      case Command command -> command.failure();
    };
  }

  private static Optional<String> said(FreezeSession session, String sql) {
    try {
      session.say(sql);
      return Optional.empty();
    } catch (SQLException failure) {
      return Optional.of("The SQL of 'maintenance' failed. " + failure.getMessage());
    }
  }
}
