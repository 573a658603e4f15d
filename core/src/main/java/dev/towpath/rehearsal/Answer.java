package dev.towpath.rehearsal;

import dev.towpath.lint.locks.LockMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the instruments told behind one statement, as it came.
///
/// @param took since the message that held the statement arrived at the server
/// @param walAt how many bytes of WAL the server had written by then
/// @param transaction tells one transaction from another
/// @param tick counts the answers since the session's statistics were last taken from it
record Answer(
    Duration took,
    long walAt,
    String transaction,
    long tick,
    List<List<String>> notes,
    List<Lock> locks,
    List<Lock> objects,
    List<Lock> scans) {

  /// What serializable transactions mark their reads with.
  static final String PREDICATE = "SIReadLock";

  /// A lock that the session holds, or a table that it scanned.
  ///
  /// @param object its OID
  /// @param parent the OID of an index's table; 0 for all others
  /// @param kind a relation's letter, or the word for another object
  /// @param mode as `pg_locks` has it
  /// @param file the number of a relation's file
  /// @param scans how often all rows were read since the statistics were last taken
  record Lock(
      long object,
      long parent,
      String schema,
      String name,
      String kind,
      String mode,
      long file,
      long scans) {
    /// Empty for a predicate lock, which holds nobody up.
    Optional<LockMode> taken() {
      return mode.equals(PREDICATE) ? Optional.empty() : Optional.of(LockMode.ofServer(mode));
    }
  }

  static Answer of(ResultSet row) throws SQLException {
    Duration took = Duration.ZERO;
    long walAt = 0;
    String transaction = "";
    long tick = 0;
    List<List<String>> notes = new ArrayList<>();
    List<Lock> locks = new ArrayList<>();
    List<Lock> objects = new ArrayList<>();
    List<Lock> scans = new ArrayList<>();
    while (row.next()) {
      switch (row.getString(1)) {
        case "at" -> {
          took = Duration.of(row.getLong(2), ChronoUnit.MICROS);
          walAt = row.getLong(3);
          transaction = row.getString(7);
          tick = row.getLong(9);
        }
        case "note" -> notes.add(fields(row.getString(7)));
        case "lock" -> locks.add(lock(row));
        case "object" -> objects.add(lock(row));
        case "scan" -> scans.add(lock(row));
        case String other -> throw new IllegalStateException(other);
      }
    }
    return new Answer(took, walAt, transaction, tick, notes, locks, objects, scans);
  }

  private static List<String> fields(String note) {
    return Arrays.asList(note.split(String.valueOf(Instruments.FIELD), -1));
  }

  private static Lock lock(ResultSet row) throws SQLException {
    return new Lock(
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getLong(8),
        row.getLong(9));
  }
}
