package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How programs of PostgreSQL are started: as they are, or as root with privileges dropped, because
/// a server refuses to run as root.
///
/// @param prefix the words before each command; empty for an ordinary user
/// @param owner the user id that the server's files must belong to, or -1 if nothing has to change
record Runner(List<String> prefix, int owner) {
  private static final int NOBODY = 65534;
  private static final int PROBE_SECONDS = 10;

  private static final Runner CURRENT = choose();

  Runner {
    prefix = List.copyOf(prefix);
  }

  /// The runner of this process; found once.
  static Runner current() {
    return CURRENT;
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Runner choose() {
    if (!isRoot()) {
      return new Runner(List.of(), -1);
    }
    String id = "--reuid=" + NOBODY;
    String group = "--regid=" + NOBODY;
    // Under `unshare -U` the kernel still sees root: SQL could write files as root. So it comes
    // last.
    Runner nobody = new Runner(List.of("setpriv", id, group, "--clear-groups"), NOBODY);
    Runner namespace = new Runner(List.of("unshare", "-U"), -1);
    return nobody.works() ? nobody : namespace.works() ? namespace : new Runner(List.of(), 0);
  }

  private boolean works() {
    try {
      Process id = new ProcessBuilder(command(List.of("id", "-u"))).start();
      id.getOutputStream().close();
      if (!id.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
        id.destroyForcibly();
        return false;
      }
      String user = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return id.exitValue() == 0 && !user.equals("0");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Fails with `root-server-refused` if this process is root and can't become anybody else.
  void requireUsable() {
    if (owner == 0) {
      throw Problem.of(
              "root-server-refused", Exit.UNREACHABLE, "No PostgreSQL server can be started.")
          .because(
              "You are root, PostgreSQL refuses to run as root, and neither setpriv nor unshare"
                  + " works.")
          .leaving("No database was touched.")
          .next("Run Towpath as an ordinary user, or install util-linux.")
          .exception();
    }
  }

  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /// Gives a file or folder to the user that the server runs as.
  void own(Path path) throws IOException {
    if (owner > 0) {
      Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /// Whether the server's user can reach this folder: all that exists of it must be open to it.
  boolean reaches(Path folder) {
    if (owner <= 0) {
      return true;
    }
    for (Path part = folder.toAbsolutePath().normalize(); part != null; part = part.getParent()) {
      if (Files.exists(part) && !open(part)) {
        return false;
      }
    }
    return true;
  }

  private boolean open(Path folder) {
    try {
      return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)
          || owner == (int) Files.getAttribute(folder, "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
