package dev.towpath.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What is looked at on this machine.
final class MachineChecks {
  private static final int OLDEST_JDK = 25;
  private static final long LITTLE_DISK_BYTES = 2L << 30;
  private static final long NO_DISK_BYTES = 200L << 20;
  private static final int PROGRAM_SECONDS = 10;

  private MachineChecks() {}

  static List<Check> all(Path project) {
    return List.of(jdk(), git(), tool("psql"), tool("pg_dump"), disk(project));
  }

  private static Check jdk() {
    Runtime.Version version = Runtime.version();
    return version.feature() >= OLDEST_JDK
        ? Check.pass("jdk", version.toString())
        : Check.fail("jdk", version.toString(), "Install a JDK " + OLDEST_JDK + " or newer.");
  }

  private static Check git() {
    return version("git")
        .map(found -> Check.pass("git", found))
        .orElseGet(
            () ->
                Check.warn(
                    "git", "not found", "Install git: checks against a base branch need it."));
  }

  private static Check tool(String program) {
    return version(program)
        .map(found -> Check.pass(program, found))
        .orElseGet(() -> Check.skipped(program, "not found; Towpath itself doesn't need it"));
  }

  private static Check disk(Path project) {
    try {
      long free = Files.getFileStore(project).getUsableSpace();
      String found = (free >> 20) + " MiB free at " + project;
      String advice = "Make room: scratch servers and backups are kept on this disk.";
      return free < NO_DISK_BYTES
          ? Check.fail("disk", found, advice)
          : free < LITTLE_DISK_BYTES
              ? Check.warn("disk", found, advice)
              : Check.pass("disk", found);
    } catch (IOException e) {
      return Check.skipped("disk", "can't be seen: " + e.getMessage());
    }
  }

  /// The first line of what a program says about its version; empty if there is none.
  static Optional<String> version(String program) {
    try {
      Process process =
          new ProcessBuilder(program, "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended ? text.lines().findFirst() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
