package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A protected environment is changed by no command but a release, by whatever name it is meant.
class ProtectedEnvironmentTest {
  private static final String SETTINGS =
      """
      project: portal
      environments:
        production:
          database: postgresql://app@pooler.example:6432/portal
          direct: postgresql://app@localhost:1/portal
          protected: true
        other: { database: "${OTHER}" }
        elsewhere: { database: "postgresql://app@localhost:1/elsewhere" }
        unknown: { database: "${NOT_SET}", protected: true }
      """;

  @TempDir private Path folder;

  static Stream<List<String>> changing() {
    List<String> commands =
        List.of("apply", "undo --to 0", "rollback run --to 0", "backup switch portal_restored");
    return Stream.of(
            "production",
            "other",
            "postgresql://ben@127.0.0.1:1/portal?sslmode=disable",
            "host=POOLER.example port=6432 dbname=portal")
        .flatMap(
            name ->
                commands.stream()
                    .map(
                        command ->
                            Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("-e", name))
                                .toList()));
  }

  @Test
  void aUrlIsRefusedWhereThatOfAProtectedEnvironmentCantBeRead() throws Exception {
    TestCli.Outcome outcome = run("apply", "-e", "postgresql://ben@127.0.0.1:1/elsewhere");
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(Exit.REFUSED.code());
    assertThat(outcome.err())
        .contains("error[environment-protected]: The environment unknown is changed", "NOT_SET");
  }

  @Test
  void anotherEnvironmentThatIsNamedIsNotRefused() throws Exception {
    assertThat(run("apply", "-e", "elsewhere").err()).doesNotContain("environment-protected");
  }

  @ParameterizedTest
  @MethodSource("changing")
  void noCommandChangesIt(List<String> words) throws Exception {
    TestCli.Outcome outcome = run(words.toArray(String[]::new));

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(Exit.REFUSED.code());
    assertThat(outcome.err())
        .contains("error[environment-protected]: The environment production is changed");
  }

  private TestCli.Outcome run(String... words) throws Exception {
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations/20260101000000_a.sql"), "create table a ();");
    Files.writeString(folder.resolve("towpath.yaml"), SETTINGS);
    Map<String, String> variables =
        Map.of("NO_COLOR", "1", "OTHER", "postgresql://eve@localhost:1/portal");
    return new TestCli(folder, variables).run(words);
  }
}
