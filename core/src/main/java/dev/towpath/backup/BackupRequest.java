package dev.towpath.backup;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.migration.history.History;
import java.util.Optional;

/// What backup is asked for.
///
/// @param environment as the project calls the database
/// @param scope as it was typed: tables may be without their schemas
/// @param release the release that asks for it
/// @param jobs tables that are dumped at once, and as many that are digested beside that
/// @param history where the applied migrations are read, if the project has any
public record BackupRequest(
    String environment,
    Scope scope,
    Optional<String> release,
    int jobs,
    Optional<History> history) {}
