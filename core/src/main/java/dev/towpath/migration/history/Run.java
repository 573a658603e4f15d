package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One migration as it was run, for the history to record.
///
/// @param statements the script's statements in order, without their final semicolons
public record Run(
    Migration migration, List<String> statements, Instant started, Duration took, String user) {}
