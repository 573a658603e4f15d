package dev.towpath.migration.history;

import java.time.Instant;
import java.util.Optional;

/// A statement that runs outside a transaction, noted before it runs.
///
/// @param id given by [Intents#begin]
/// @param layout the history's name
/// @param version the migration's version; empty for a repeatable one
/// @param name the migration's name
/// @param statement its index in the script, from 0
/// @param digest SHA-256 of the statement's text, lower-case hexadecimal
/// @param epoch the driver's epoch at the time
/// @param outcome empty while it runs, and after a kill
/// @param error what the server said, where it failed; else empty
public record Intent(
    long id,
    String layout,
    String version,
    String name,
    Action action,
    int statement,
    String digest,
    String sql,
    long epoch,
    Instant started,
    Optional<Outcome> outcome,
    String error) {

  /// How a statement ended.
  public enum Outcome {
    DONE,
    FAILED
  }

  /// The migration that it belongs to, as [dev.towpath.migration.Migration#key()] says it.
  public String key() {
    return version.isEmpty() ? name : version;
  }
}
