package dev.towpath.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a running server says about itself in `postmaster.pid`.
record Postmaster(long pid, int port, boolean ready) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /// The server that runs on this data folder now, or empty: a dead one's file doesn't count, nor a
  /// process that got its number since.
  static Optional<Postmaster> of(Path data) {
    try {
      List<String> lines =
          Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
      if (lines.size() <= PORT_LINE) {
        return Optional.empty();
      }
      long pid = Long.parseLong(lines.getFirst().strip());
      boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      Postmaster found = new Postmaster(pid, Integer.parseInt(lines.get(PORT_LINE).strip()), ready);
      return found.runsOn(data) ? Optional.of(found) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean runsOn(Path data) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    Path folder = Path.of("/proc", Long.toString(pid), "cwd");
    try {
      if (Files.exists(folder.getParent())) {
        return folder.toRealPath().equals(data.toRealPath());
      }
    } catch (IOException e) {
      return false;
    }
    return process.get().info().command().map(path -> path.contains("postgres")).orElse(false);
  }
}
