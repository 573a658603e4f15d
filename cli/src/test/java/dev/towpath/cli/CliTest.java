package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What all commands share: help, guesses, formats, colours, faults.
class CliTest {
  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void folder() {
    towpath = new TestCli(folder);
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(towpath.run("--version").out()).matches("towpath \\d+\\.\\d+\\.\\d+\n");
  }

  @Test
  void everyHelpBeginsWithTwoExamples() {
    for (CommandLine command : Commands.all()) {
      assertThat(command.getUsageMessage().lines().limit(4))
          .as(command.getCommandName())
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo("Examples:"),
              line -> assertThat(line).contains("towpath"),
              line -> assertThat(line).contains("towpath"),
              line -> assertThat(line).isEmpty());
    }
  }

  @Test
  void aMisspeltCommandIsGuessed() {
    TestCli.Outcome outcome = towpath.run("explian");
    assertThat(outcome.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            """
            error[usage]: There is no command 'explian'.
              next:  Did you mean 'explain'? See 'towpath --help'.
            """);
  }

  @Test
  void aMisspeltOptionIsGuessed() {
    assertThat(towpath.run("explain", "--outptu", "json").err())
        .contains("There is no option '--outptu'.", "Did you mean '--output'?");
  }

  @Test
  void aPasswordInTheWrongPlaceIsNotRepeated() throws IOException {
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations/20260101000000_a.sql"), "select 1;");
    String url = "postgresql://ann:tulip@host/shop";
    assertThat(towpath.run(url).err()).contains("no command").doesNotContain("tulip");
    assertThat(towpath.run("status", url).err()).contains("too many").doesNotContain("tulip");
    assertThat(towpath.run("status", "-d=" + url).err()).doesNotContain("tulip");
    assertThat(towpath.run("status", "-e", "postgresql//ann:tulip@host/shop").err())
        .contains("error[database-url-invalid]")
        .doesNotContain("tulip");
    Files.writeString(
        folder.resolve("towpath.yaml"), "environments:\n  shop:\n    databse: " + url + "\n");
    assertThat(towpath.run("status").out()).contains("Did you mean").doesNotContain("tulip");
  }

  @Test
  void aNewMigrationIsNotNamedByAUrl() throws IOException {
    Files.createDirectories(folder.resolve("migrations"));
    TestCli.Outcome refused = towpath.run("new", "postgresql://ann:tulip@host/shop");
    assertThat(refused.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(refused.err()).contains("error[migration-name]").doesNotContain("tulip");
    assertThat(folder.resolve("migrations")).isEmptyDirectory();
  }

  @Test
  void anOfferedCommandWorksWhereItIsOffered() throws IOException {
    Path project = Files.createDirectories(folder.resolve("my portal/migrations"));
    Files.writeString(project.resolve("20260101000000_a.sql"), "");
    TestCli typed = new TestCli(folder, Map.of(), "./towpath");
    assertThat(typed.run("-C", "my portal", "new", "b").out())
        .contains("next: write its SQL, then: ./towpath -C 'my portal' check\n");
    assertThat(typed.run("-C", "my portal", "check").out())
        .contains("next: ./towpath explain empty-migration\n");
    assertThat(typed.run("chekc").err()).contains("See './towpath --help'.");
    String url = "postgresql://ann@127.0.0.1:1/shop";
    assertThat(typed.run("status", "-C", "my portal", "-e", url).err())
        .contains("error[connection-refused]");
  }

  @Test
  void aWrongWordOfAnOptionIsGuessed() {
    assertThat(towpath.run("explain", "--output", "jsn").err())
        .startsWith("error[usage]: There is no --output 'jsn'.\n  next:  Did you mean 'json'?");
  }

  @Test
  void checkFindsWhatPostgresWouldNotRead() throws IOException {
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations/20260101000000_a.sql"), "create tabel a ();");
    TestCli.Outcome outcome = towpath.run("check");
    assertThat(outcome.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(outcome.out())
        .contains(
            "error[syntax-error]",
            "migrations/20260101000000_a.sql:1:8",
            "\n1 | create tabel a ();\n  |        ^^^^^\n");
  }

  @Test
  void aNewProjectBeginsWithAnEmptyFolder() throws IOException {
    Files.createDirectories(folder.resolve("migrations"));
    assertThat(towpath.run("init").exit()).isZero();
    assertThat(towpath.run("new", "create customers").exit()).isZero();
    assertThat(towpath.run("check").out()).contains("Write its SQL");
  }

  @Test
  void checkExplainsTheGravestFinding() throws IOException {
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations/20260101000000_a.sql"), "");
    Files.writeString(folder.resolve("migrations/20260101000000_b.sql"), "select 1;");
    assertThat(towpath.run("check").out())
        .contains("note[empty-migration]", "next: towpath explain duplicate-version");
  }

  @Test
  void everyExitCodeIsInTheHelp() {
    String help = towpath.run("help", "exit-codes").out();
    for (Exit exit : Exit.values()) {
      assertThat(help).containsPattern("(?m)^  " + exit.code() + " ");
    }
  }

  @Test
  void explainPrintsThePageAndGuesses() {
    assertThat(towpath.run("explain", "usage").out()).startsWith("# usage\n");
    assertThat(towpath.run("explain", "usag").err()).contains("towpath explain usage");
    assertThat(towpath.run("explain").out().lines()).contains("usage", "config-syntax");
  }

  @Test
  void aProblemIsJsonWhereJsonIsAskedFor() {
    TestCli.Outcome outcome = towpath.run("explain", "no-such-page", "--output", "json");
    assertThat(outcome.out()).contains("\"code\": \"code-unknown\"", "\"exit\": 2");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void coloursFollowOptionAndEnvironment() {
    assertThat(towpath.run("explain", "x-x", "--color", "always").err()).contains("\u001b[");
    assertThat(towpath.run("explain", "x-x").err()).doesNotContain("\u001b");
    assertThat(Color.AUTO.wanted(true, Map.of())).isTrue();
    assertThat(Color.AUTO.wanted(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Color.AUTO.wanted(true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(Color.AUTO.wanted(false, Map.of("CLICOLOR_FORCE", "1"))).isTrue();
    assertThat(Color.NEVER.wanted(true, Map.of("CLICOLOR_FORCE", "1"))).isFalse();
  }

  @Test
  void aFaultIsOneSentenceAndAFileWithoutSecrets() throws IOException {
    IllegalStateException fault =
        new IllegalStateException("no postgresql://portal:hunter2@db/x password=hunter2");
    Map<String, String> variables = Map.of("XDG_STATE_HOME", folder.toString());
    String next = Fault.report(fault, variables, () -> Instant.ofEpochMilli(7)).next();
    Path file = folder.resolve("towpath/fault-7.txt");
    assertThat(next).contains(file.toString());
    assertThat(Files.readString(file)).contains("CliTest").doesNotContain("hunter2");
  }

  @Test
  void completionNamesTheCommands() {
    assertThat(towpath.run("completion").out()).contains("explain", "complete");
  }
}
