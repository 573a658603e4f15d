package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FishCompletionTest {
  private static final long SHELL_SECONDS = 20;

  @TempDir Path folder;
  private String script = "";

  @BeforeEach
  void script() {
    script = new TestCli(folder).run("completion", "fish").out();
  }

  @Test
  void everyCommandAndOptionIsThere() {
    for (CommandLine command : Commands.root().getSubcommands().values()) {
      String name = command.getCommandName();
      assertThat(script).contains(" -a " + name + " -d '");
      command
          .getCommandSpec()
          .options()
          .forEach(
              option ->
                  assertThat(script.lines())
                      .anyMatch(
                          line ->
                              line.matches(".*_from " + name + "['; ].*")
                                  && line.contains(" -l " + option.longestName().substring(2))));
    }
  }

  @Test
  void fishItselfCompletesByIt() throws Exception {
    assumeTrue(onPath("fish"), "fish is not installed");
    assertThat(complete("towpath -C portal st")).containsExactly("status");
    assertThat(complete("towpath apply --out-of")).containsExactly("--out-of-order");
    assertThat(complete("towpath check --output s")).containsExactly("sarif");
    assertThat(complete("towpath completion f")).containsExactly("fish");
    assertThat(complete("towpath catalog snap")).containsExactly("snapshot");
    assertThat(complete("towpath catalog snapshot --any")).containsExactly("--any-major");
    assertThat(complete("towpath undo --accept-"))
        .containsExactly("--accept-data-loss", "--accept-edited");
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  /// What fish offers for a line, without the descriptions.
  private List<String> complete(String line) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("towpath.fish"), script);
    Path errors = folder.resolve("errors");
    ProcessBuilder fish =
        new ProcessBuilder(
            "fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", "" + file, line);
    fish.environment().put("HOME", folder.toString());
    Process process = fish.redirectError(errors.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SHELL_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(errors).isEmptyFile();
    return said.lines().map(each -> each.replaceFirst("\t.*", "")).toList();
  }
}
