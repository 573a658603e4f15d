package dev.towpath.rollback.freeze;

import java.time.Duration;
import java.util.List;

/// What a freeze came to: it holds.
///
/// @param already whether the database was frozen before
/// @param tables each guarded table, as SQL writes it
/// @param schema whether changes of the schema are refused too
/// @param leftOut what can still change, a sentence each
/// @param proof by whom it was tried to write
/// @param ended how many sessions were ended that had written and did not commit
/// @param firstGuard from the start until the first table refused to be written
/// @param took until the proof
public record Freeze(
    Frozen frozen,
    boolean already,
    List<String> tables,
    boolean schema,
    List<String> leftOut,
    Proof proof,
    int ended,
    Duration firstGuard,
    Duration took) {

  /// Attempts to write that were refused, all of them rolled back.
  ///
  /// @param tables how many tables were tried as their owners
  /// @param roles the roles that may write and were tried
  /// @param untried roles that this one can't act as; the guards hold for them by the catalog alone
  public record Proof(int tables, List<String> roles, List<String> untried) {}
}
