package dev.towpath.backup.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A provider whose backups are a server's files, and whose own command puts them into a folder of
/// this machine.
public sealed interface FileProvider extends Provider permits PgBackRest, Barman {
  /// Lets the provider check a backup where it is.
  ///
  /// @return what the provider finds wrong with it, a sentence each
  List<String> check(String backup);

  /// Puts the files of a backup into a folder, with the write-ahead log that makes them consistent
  /// in its `pg_wal`, and without any setting for a recovery.
  ///
  /// @param data an empty folder
  /// @throws NotRestored if the provider can't
  void restore(String backup, Path data) throws IOException;

  /// Why a provider gave no files: its own words.
  final class NotRestored extends IOException {
    private static final long serialVersionUID = 1L;

    NotRestored(String why) {
      super(why);
    }
  }
}
