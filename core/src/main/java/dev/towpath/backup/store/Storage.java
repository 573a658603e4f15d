package dev.towpath.backup.store;

import dev.towpath.backup.seal.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Files under keys like `20261121T184200Z-production-4f2a/dump/toc.dat`.
///
/// A key is there whole or not at all, also after a crash in the middle of writing it. Used by
/// several threads and several processes at once; two that write one key don't mix.
public interface Storage extends AutoCloseable {
  /// A key with something under it.
  ///
  /// @param bytes the size of what is kept
  record Entry(String key, long bytes) {}

  /// Keeps a file's content under a key, and returns when it would survive a power cut. A file in
  /// [#staging] may be moved instead of copied: the caller doesn't use it afterwards.
  void put(String key, Path file) throws IOException;

  void put(String key, byte[] content) throws IOException;

  /// What is kept under a key, for the caller to close; empty if there is nothing.
  Optional<InputStream> open(String key) throws IOException;

  /// All keys that begin with a prefix, sorted.
  List<Entry> list(String prefix) throws IOException;

  /// Forgets a key, and returns when that would survive a power cut; it is no failure if there is
  /// none.
  void delete(String key) throws IOException;

  /// Forgets several keys, and returns when that would survive a power cut; quicker than one by
  /// one.
  default void deleteAll(List<String> keys) throws IOException {
    for (String key : keys) {
      delete(key);
    }
  }

  /// Forgets what dead writers have left that is under no key.
  void sweep() throws IOException;

  /// A new empty folder on this machine for files that will be kept here; whoever asked deletes it.
  /// Those of dead processes are deleted on the way.
  Path staging() throws IOException;

  /// Whether a process that began at a time may still be writing here. Where that can't be seen,
  /// it is so for as long as the slowest writer may take.
  boolean mayBeWriting(Instant begun) throws IOException;

  /// The keys that the backups here are sealed and opened with.
  Keys keys();

  /// Where this is, for a person: a path or a URL, without a secret.
  String describe();

  /// The folder on this machine that it is, if it is one.
  default Optional<Path> folder() {
    return Optional.empty();
  }

  @Override
  void close();
}
