package dev.towpath.migration.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One row of a target's history, read.
///
/// @param version as stored; empty for a repeatable script
/// @param name as stored; may be empty
/// @param state what the row claims
/// @param checksum as the tool stores it
/// @param statements as the tool stores them
/// @param at when it was applied, where the table says so
public record Applied(
    String version,
    String name,
    State state,
    Optional<String> checksum,
    Optional<List<String>> statements,
    Optional<Instant> at) {

  /// What a row claims: done, begun and not ended, ended by an undo, or a mark without a script.
  public enum State {
    APPLIED,
    FAILED,
    UNDONE,
    BASELINE
  }
}
