package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.migration.run.PlanRequest;
import java.util.List;
import java.util.Optional;

/// What a way back is looked for with, beside the target.
///
/// @param files the project's migrations, and what a person accepts
/// @param to the version that stays the newest, `0` for none; empty for the one before the last run
/// @param by the way to go; empty for the cheapest
/// @param backups whatever there is, of any database
public record RollbackRequest(
    PlanRequest files, Optional<String> to, Optional<Means> by, List<Backup> backups) {}
