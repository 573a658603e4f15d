package dev.towpath.backup.restore;

import java.time.Instant;
import java.util.Optional;

/// A place in the write-ahead log where a recovery may stop: the end of a transaction, or a named
/// restore point.
///
/// @param end the byte behind its record
record WalMark(long end, Instant time, Optional<String> point) {}
