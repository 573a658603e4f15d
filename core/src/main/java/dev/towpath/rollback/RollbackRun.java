package dev.towpath.rollback;

import dev.towpath.rollback.freeze.FreezeRequest;
import java.util.Optional;

/// What a person asked for: to go back.
///
/// @param look what the way is looked for with
/// @param confirmed the target's name, as a person typed it
/// @param freeze how the target is frozen meanwhile
/// @param by the person or job
public record RollbackRun(
    RollbackRequest look, Optional<String> confirmed, FreezeRequest freeze, String by) {}
