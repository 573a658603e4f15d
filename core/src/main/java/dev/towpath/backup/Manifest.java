package dev.towpath.backup;

import dev.towpath.backup.seal.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a backup holds and where it comes from; written as canonical JSON, once, when all the rest
/// of the backup is in its place. Its SHA-256 stands in the log of backups and in each proof.
///
/// @param environment as the project calls the database; a URL's host and database without one
/// @param snapshot the transactions whose work is in it, as `pg_current_snapshot()` writes them
/// @param scope what part of the database was asked for
/// @param tables each table's content; empty where it is never restored here
/// @param files each file beside the manifest, in the order of their paths
/// @param release the release that asked for it
/// @param tools versions of the programs that made it, by name
/// @param sealed how its files are encrypted, if they are
/// @param wal what a server needs to start from it, for a copy of the server's files
/// @param provider who keeps the files, if somebody else does
public record Manifest(
    BackupId id,
    Kind kind,
    String environment,
    Origin origin,
    String snapshot,
    Scope scope,
    List<TableContent> tables,
    List<StoredFile> files,
    List<AppliedMigration> migrations,
    Optional<String> release,
    Map<String, String> tools,
    Optional<Seal> sealed,
    Optional<WalRange> wal,
    Optional<AtProvider> provider,
    Instant started,
    Instant finished) {

  /// How a backup was made, which decides how it is restored.
  public enum Kind {
    /// pg_dump's directory format.
    LOGICAL,
    /// A copy of the server's files with the write-ahead log that makes it consistent.
    PHYSICAL,
    /// Made and kept by a provider, as it calls it in [AtProvider].
    PROVIDER
  }

  /// The server and the database that were read.
  ///
  /// @param version as the server says it, `15.14`
  /// @param lsn where the write-ahead log stood
  /// @param databaseBytes the size of the database in bytes
  public record Origin(
      String version,
      int major,
      String systemIdentifier,
      String database,
      String encoding,
      String lsn,
      long timeline,
      long databaseBytes) {}

  /// Empty lists are the whole database.
  ///
  /// @param tables qualified, quoted where SQL needs it
  public record Scope(List<String> schemas, List<String> tables) {
    public static final Scope WHOLE = new Scope(List.of(), List.of());
  }

  /// A table's rows as one number: independent of their order, exact over their types.
  ///
  /// @param digest 64 hexadecimal digits; see [ContentDigest]
  /// @param steady false where rows changed while files were copied: the digest then is of one
  ///     moment, and a restored copy may differ
  public record TableContent(
      String schema, String name, long rows, String digest, boolean steady) {}

  /// A file of the backup.
  ///
  /// @param path relative to the backup's folder, with `/`
  /// @param sha256 of the file as it is stored
  public record StoredFile(String path, long bytes, String sha256) {}

  /// A migration that the target's history had.
  ///
  /// @param name empty where the history keeps none
  public record AppliedMigration(String version, String name) {}

  /// How files are encrypted.
  ///
  /// @param scheme the format of the files: `age`
  /// @param key the public name of the key that opens them
  public record Seal(String scheme, String key) {}

  public record WalRange(long timeline, String startLsn, String stopLsn) {}

  /// A backup that is not here.
  ///
  /// @param provider as `towpath.yaml` calls it
  /// @param place where the provider keeps it, in its own words
  /// @param backup the provider's name of it
  /// @param bytes that it takes there; 0 where the provider doesn't say
  public record AtProvider(String provider, String place, String backup, long bytes) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    /// Its name goes to the provider's program, and is never taken for an option.
    public AtProvider {
      if (!NAME.matcher(backup).matches()) {
        throw new IllegalArgumentException("Not a provider's name of a backup: " + backup);
      }
    }
  }

  /// The bytes that it takes where it is kept, without the manifest.
  public long storedBytes() {
    return provider
        .map(AtProvider::bytes)
        .orElseGet(() -> files.stream().mapToLong(StoredFile::bytes).sum());
  }

  /// The same, of files that were sealed with a key, if there are some and a key.
  Manifest sealedBy(Optional<Recipient> recipient) {
    return new Manifest(
        id,
        kind,
        environment,
        origin,
        snapshot,
        scope,
        tables,
        files,
        migrations,
        release,
        tools,
        recipient
            .filter(_ -> !files.isEmpty())
            .map(each -> new Seal(Recipient.SCHEME, each.text())),
        wal,
        provider,
        started,
        finished);
  }
}
