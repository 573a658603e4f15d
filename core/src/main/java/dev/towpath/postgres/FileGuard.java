package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A lock on a file, held against other processes and against other threads of this one. The system
/// releases it when its process dies, however it dies.
public final class FileGuard implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  // Closing any channel of a file drops this process's lock on it, so a held file is never opened
  // twice.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FileGuard(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// The lock, or empty if somebody holds it.
  public static Optional<FileGuard> tryTake(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path file = path.toAbsolutePath().normalize();
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    boolean taken = false;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      taken = channel.tryLock() != null;
      return taken ? Optional.of(new FileGuard(file, channel)) : Optional.empty();
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  /// The lock, waited for up to a limit; then fails with `file-locked`.
  public static FileGuard take(Path path, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<FileGuard> guard = tryTake(path);
      if (guard.isPresent()) {
        return guard.get();
      }
      if (System.nanoTime() > end) {
        throw locked(path, limit).exception();
      }
      pause();
    }
  }

  private static Problem locked(Path path, Duration limit) {
    return Problem.of("file-locked", Exit.UNREACHABLE, "Another Towpath holds " + path + ".")
        .because("It was waited for, for " + limit.toSeconds() + " s.")
        .leaving("No database was touched.")
        .next("Let the other one end, then run the same command again.");
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a file lock.", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
