package dev.towpath.migration.naming;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs the `git` command in a folder. Reads only: nothing in the repository changes.
///
/// @param folder where it runs
public record Git(Path folder) {
  /// No question that is asked here takes longer.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// What the command printed; empty if it failed. Fails with `git-missing` without a git.
  public Optional<String> ask(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return answer(process);
    } catch (IOException e) {
      throw missing().exception(e);
    }
  }

  private static Optional<String> answer(Process process) {
    CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process));
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw slow().exception();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw slow().exception(e);
    }
    String text = new String(output.join(), StandardCharsets.UTF_8);
    return process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
  }

  private static byte[] read(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem missing() {
    return Problem.of("git-missing", Exit.USAGE, "The command git can't be run.")
        .because("A comparison with a base branch reads the branch with it.")
        .leaving("Nothing was changed.")
        .next("Install git, or leave --base away.");
  }

  private static Problem slow() {
    return Problem.of("git-slow", Exit.USAGE, "The command git didn't end in time.")
        .because("It was given " + LIMIT.toSeconds() + " seconds.")
        .leaving("Nothing was changed.")
        .next("Run git status in the project and see what it waits for.");
  }
}
