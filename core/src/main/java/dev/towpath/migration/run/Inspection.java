package dev.towpath.migration.run;

import java.util.List;
import java.util.Optional;

/// How to learn what became of a statement that ran alone and was interrupted.
public sealed interface Inspection {
  /// `CREATE INDEX CONCURRENTLY`: valid, left behind as INVALID, or not there.
  ///
  /// @param table as the statement writes it, quoted where it must be
  /// @param name as PostgreSQL stores it; empty where the server chooses it
  record Index(String table, Optional<String> name) implements Inspection {}

  /// `ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY`: attached, pending, or detached.
  record Detach(String parent, String partition) implements Inspection {}

  /// `REINDEX ... CONCURRENTLY`: repeatable, but leaves half-built copies behind.
  record Reindex() implements Inspection {}

  /// Doing it once more does no harm: `VACUUM`, `ALTER SYSTEM`.
  record Repeat() implements Inspection {}

  /// A query answers whether it is done; if not, it can be run again.
  ///
  /// @param question a query with one parameter for each argument and one boolean as its answer
  record Question(String question, List<String> arguments) implements Inspection {}

  /// Only a person can tell.
  ///
  /// @param look what to look at
  record Ask(String look) implements Inspection {}
}
