package dev.towpath.rehearsal;

import dev.towpath.postgres.DatabaseUrl;
import java.nio.file.Path;

/// How the state is made in which the pending migrations find their database.
public sealed interface StateBefore {
  /// One line for a person.
  String words();

  /// All other migrations of the project are run before.
  record Replayed() implements StateBefore {
    @Override
    public String words() {
      return "the other migrations, replayed";
    }
  }

  /// The schema of a target, without rows, as `pg_dump` of this machine writes it.
  ///
  /// @param name the environment's
  record TargetSchema(String name, DatabaseUrl url) implements StateBefore {
    @Override
    public String words() {
      return "the schema of " + name;
    }
  }

  /// What a file holds that `pg_dump` wrote, in any of its formats.
  record DumpFile(Path file) implements StateBefore {
    @Override
    public String words() {
      return "the dump " + file;
    }
  }
}
