package dev.towpath.rollback.freeze;

import java.util.List;
import java.util.Optional;

/// What a thaw came to: writes go through.
///
/// @param was the freeze that is over; empty where there was none
/// @param guards how many guards were taken away
/// @param left tables whose guard still stands, and lets everything through
public record Thaw(Optional<Frozen> was, int guards, List<String> left) {}
