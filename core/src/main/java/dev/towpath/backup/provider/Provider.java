package dev.towpath.backup.provider;

import java.time.Instant;
import java.util.Optional;

/// Who makes backups of a server on request, and keeps them.
///
/// Its methods fail with a `provider-...` problem; then no backup is listed here.
public sealed interface Provider permits FileProvider, SupabaseProject {
  /// As `towpath.yaml` calls it.
  String name();

  /// Where it keeps them, for a person and for finding them again: `stanza main`.
  String place();

  /// Looks before anything is read whether a backup can be asked for, and of this very server.
  void require(Server server);

  /// Makes a backup, and finds it in the provider's own report.
  ///
  /// @param label Towpath's name of it
  Provided make(String label);

  /// The command by which the provider itself restores, and to another moment too where that is
  /// possible; for a person to complete.
  String byHand(String backup);

  /// The server that is to be backed up.
  ///
  /// @param systemIdentifier empty where the role may not see it
  record Server(String systemIdentifier, String host, String user) {}

  /// A backup in the words of the provider's report.
  ///
  /// @param id as the provider calls it
  /// @param started by the provider's clock, as `finished`; empty where it doesn't tell
  /// @param bytes that it takes there; 0 where the provider doesn't say
  /// @param wal the write-ahead log that it needs, where the provider tells
  /// @param version of the provider's program; empty where it has none
  record Provided(
      String id,
      Optional<Instant> started,
      Optional<Instant> finished,
      long bytes,
      Optional<Log> wal,
      String version) {}

  /// A part of the write-ahead log, between two LSNs.
  record Log(long timeline, String start, String stop) {}
}
