package dev.towpath.backup.restore;

import java.time.Instant;
import java.util.Optional;

/// A place in the write-ahead log where a recovery may stop: the end of a transaction, or a named
/// restore point.
///
/// @param end the byte behind its record
/// @param transaction its number, 32 bits; 0 for a restore point
record WalMark(long end, Instant time, long transaction, Optional<String> point) {}
