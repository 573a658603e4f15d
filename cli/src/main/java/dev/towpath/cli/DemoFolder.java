package dev.towpath.cli;

import dev.towpath.postgres.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder of one demo among the system's temporary files. It holds a locked file as long as its
/// demo lives, so that the next demo knows what a killed one left behind.
///
/// @param owner holds the lock; the system releases it when its process dies
record DemoFolder(Path path, FileChannel owner) {
  private static final String NAME = "towpath-demo-";
  private static final String OWNER = ".demo";
  private static final Duration REMOVE_LIMIT = Duration.ofSeconds(10);
  private static final int SERVER_DEPTH = 4;
  private static final Duration POLL = Duration.ofMillis(50);

  static DemoFolder create() throws IOException {
    Path made = Files.createTempDirectory("new-" + NAME);
    // The embedded server of root runs as another user, who must be able to reach its data.
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    FileChannel owner = open(made);
    owner.lock();
    // Under its own name only now: no other demo then takes it for one that was left.
    String name = made.getFileName().toString().substring("new-".length());
    return new DemoFolder(Files.move(made, made.resolveSibling(name)), owner);
  }

  private static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(OWNER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// Removes what this user's killed demos left, their servers too.
  void sweep() throws IOException {
    try (Stream<Path> beside = Files.list(path.resolveSibling("."))) {
      for (Path other : beside.map(Path::normalize).filter(this::isOther).toList()) {
        try (FileChannel channel = open(other)) {
          if (channel.tryLock() != null) {
            new DemoFolder(other, channel).tryRemove();
          }
        } catch (OverlappingFileLockException e) {
          // A demo of this very process lives in it.
        }
      }
    }
  }

  private boolean isOther(Path folder) {
    try {
      return folder.getFileName().toString().startsWith(NAME)
          && !folder.equals(path)
          && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder).equals(Files.getOwner(path));
    } catch (IOException gone) {
      return false;
    }
  }

  /// Removes the folder as soon as nobody uses its server; whether that came in time.
  boolean remove() {
    long end = System.nanoTime() + REMOVE_LIMIT.toNanos();
    while (!tryRemove()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /// The folders of embedded servers in it.
  private List<Path> servers() throws IOException {
    try (Stream<Path> paths = Files.walk(path, SERVER_DEPTH)) {
      return paths.filter(folder -> Files.exists(folder.resolve("users"))).toList();
    }
  }

  private boolean tryRemove() {
    try {
      for (Path server : servers()) {
        if (!EmbeddedServer.release(server)) {
          return false;
        }
      }
      try (Stream<Path> paths = Files.walk(path)) {
        List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        for (Path each : deepestFirst) {
          Files.delete(each);
        }
      }
      owner.close();
      return true;
    } catch (IOException | UncheckedIOException busy) {
      return false;
    }
  }
}
