package dev.towpath.rehearsal;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.verify.Surroundings;
import dev.towpath.postgres.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What to rehearse, and what the scratch server is to be like.
///
/// @param project the project's folder
/// @param files all of the project's migrations
/// @param selection those that are rehearsed
/// @param state how the state before them is made
/// @param major of the target's server
/// @param around what the migrations find on the target's server; empty without a target
/// @param runner the role that runs them there; empty without a target
/// @param lockTimeout the target's
/// @param statementTimeout the target's
public record RehearsalRequest(
    Path project,
    Layout layout,
    LayoutFiles files,
    Selection selection,
    StateBefore state,
    int major,
    Platform platform,
    Optional<Surroundings> around,
    Optional<RunnerRole> runner,
    Duration lockTimeout,
    Optional<Duration> statementTimeout,
    Limits limits) {

  /// The same for a target's server.
  public RehearsalRequest around(int itsMajor, Surroundings found, RunnerRole role) {
    return new RehearsalRequest(
        project,
        layout,
        files,
        selection,
        state,
        itsMajor,
        platform,
        Optional.of(found),
        Optional.of(role),
        lockTimeout,
        statementTimeout,
        limits);
  }
}
