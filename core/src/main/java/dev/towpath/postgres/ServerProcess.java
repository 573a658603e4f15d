package dev.towpath.postgres;

import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server on a data folder, started directly: it listens on loopback alone, on a free port.
///
/// Readiness is read from `postmaster.pid`, which is ten times as fast as trying to connect.
record ServerProcess(Distribution distribution, Path data, Path log, int port) {
  private static final int PORT_TRIES = 5;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(2);

  /// How a server is ended.
  enum Stop {
    /// Roll back, write all out, end.
    FAST("INT"),
    /// End at once; the data is thrown away or recovered.
    AT_ONCE("QUIT");

    private final String signal;

    Stop(String signal) {
      this.signal = signal;
    }
  }

  static ServerProcess start(Distribution distribution, Path data, Path log, List<String> settings)
      throws IOException {
    return start(distribution, data, log, settings, START_LIMIT);
  }

  /// @param limit until it is ready; a recovery may take long
  static ServerProcess start(
      Distribution distribution, Path data, Path log, List<String> settings, Duration limit)
      throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return startOnce(distribution, data, log, settings, limit);
      } catch (ProblemException e) {
        if (tries == PORT_TRIES || !Programs.tail(log).contains("could not bind")) {
          throw e;
        }
      }
    }
  }

  private static ServerProcess startOnce(
      Distribution distribution, Path data, Path log, List<String> settings, Duration limit)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("-D", data.toString(), "-p", "" + freePort()));
    words.addAll(List.of("-h", "127.0.0.1", "-k", ""));
    settings.forEach(setting -> words.addAll(List.of("-c", setting)));
    if (Postmaster.of(data).isEmpty()) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
    Process process = Programs.startDetached(distribution.command("postgres", words), log);
    return new ServerProcess(distribution, data, log, awaitReady(process, data, log, limit));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int awaitReady(Process process, Path data, Path log, Duration limit)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      Optional<Postmaster> found = Postmaster.of(data).filter(Postmaster::ready);
      if (found.isPresent()) {
        return found.get().port();
      }
      if (!process.isAlive()) {
        throw Programs.failed("", log).exception();
      }
      pause();
    }
    process.destroyForcibly();
    throw Programs.failed("Not ready after " + limit.toSeconds() + " s.", log).exception();
  }

  /// Ends the server that runs on a data folder, if one does, and waits until it is gone.
  static void stop(Distribution distribution, Path data, Stop how) throws IOException {
    Optional<Postmaster> running = Postmaster.of(data);
    if (running.isEmpty()) {
      return;
    }
    long pid = running.get().pid();
    Path log = data.resolveSibling("stop.log");
    Programs.run(distribution.command("pg_ctl", List.of("kill", how.signal, "" + pid)), log);
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    long end = System.nanoTime() + STOP_LIMIT.toNanos();
    while (process.isPresent() && process.get().isAlive() && System.nanoTime() < end) {
      pause();
    }
  }

  void stop(Stop how) throws IOException {
    stop(distribution, data, how);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a server.", e);
    }
  }
}
