package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Commands on a copy of the bundled example.
class ExampleTest {
  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void copy() throws IOException {
    towpath = TestCli.ofExample(folder);
  }

  @Test
  void theApprovedPlanRunsAndAnotherOneDoesNot() {
    assertThat(towpath.run("plan", "-e", "embedded").out())
        .contains("next: towpath apply -e embedded --plan ");
    String plan = field(towpath.run("plan", "--output", "json").out(), "digest");
    TestCli.Outcome applied = towpath.run("apply", "--plan", plan);
    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(applied.out()).contains("8 migrations", "next: towpath verify");
    assertThat(applied.err()).contains("target: embedded", "[8/8] applied 20260223093000");
    assertThat(towpath.run("plan").out()).endsWith("\nnothing is pending\n");
    assertThat(towpath.run("undo", "--to", "20260223093000", "--dry-run").out())
        .endsWith("\nnothing to undo\n");
    assertThat(towpath.run("apply").exit()).isZero();
    TestCli.Outcome refused = towpath.run("apply", "--plan", plan, "--output", "json");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(refused.out()).contains("\"code\": \"plan-moved\"");
  }

  @Test
  void anUndoThatLosesRowsIsRefused() {
    assertThat(towpath.run("apply").exit()).isZero();
    TestCli.Outcome refused = towpath.run("undo", "--to", "0");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(refused.err()).contains("plan-blocked");
    assertThat(towpath.run("undo", "--to", "0", "--accept-data-loss").exit()).isZero();
    assertThat(towpath.run("status").out()).contains("8 pending");
  }

  @Test
  void checkNeedsNoDatabaseAndNewIsLater() {
    TestCli.Outcome checked = towpath.run("check");
    assertThat(checked.exit()).isZero();
    assertThat(checked.out())
        .contains("warning[several-tables-locked]", "\n8 migrations, 23 statements: ")
        .doesNotContain("table-without-rls");
    TestCli.Outcome made = towpath.run("new", "Add city to customers", "--output", "json");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(folder.resolve(field(made.out(), "file"))).exists();
  }

  @Test
  void doctorSaysWhatIsInTheWay() {
    assertThat(towpath.run("doctor").out())
        .containsPattern("pass +connection")
        .contains("next: towpath status");
    TestCli.Outcome failed = towpath.run("doctor", "-e", "postgresql://a:hunter2@127.0.0.1:1/x");
    assertThat(failed.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(failed.out()).containsPattern("fail +connection").doesNotContain("hunter2");
  }

  @Test
  void theDemoOfTheFirstStepsPlaysAndCleansUp() {
    TestCli.Outcome demo = towpath.run("demo", "first-steps");
    assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
    assertThat(demo.out()).contains("error[edited-after-applied]", "agree", "next: ");
  }

  @Test
  void theDemoPlaysARelease() {
    TestCli.Outcome demo = towpath.run("demo");
    assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
    assertThat(demo.out())
        .contains("release done", "$ towpath release approve", "Nobody typed that");
  }

  @Test
  void aDemoOfNothingIsRefused() {
    TestCli.Outcome demo = towpath.run("demo", "customer-porta");
    assertThat(demo.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(demo.err()).contains("error[example-unknown]", "Did you mean 'customer-portal'?");
  }

  @Test
  void initWritesWhatIsThereAndNeverTwice() throws IOException {
    Files.delete(folder.resolve("towpath.yaml"));
    assertThat(towpath.run("init").exit()).isZero();
    assertThat(folder.resolve("towpath.yaml")).content().contains("layout: supabase");
    assertThat(towpath.run("init").err()).contains("error[config-exists]");
  }

  @Test
  void everyFaultOfTheConfigurationIsPrinted() throws IOException {
    Files.writeString(folder.resolve("towpath.yaml"), "layuot: plain\npostgres: 9\n");
    TestCli.Outcome outcome = towpath.run("status");
    assertThat(outcome.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(outcome.out())
        .contains("towpath.yaml:1:1", "Did you mean 'layout'?", "towpath.yaml:2:11");
  }

  @Test
  void aFolderWithoutAProjectSaysWhatToDo(@TempDir Path empty) {
    TestCli.Outcome outcome = new TestCli(empty).run("status");
    assertThat(outcome.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(outcome.err()).contains("error[layout-not-found]", "-C DIR");
  }

  private static String field(String json, String name) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() != null) {
        if (name.equals(parser.currentName())) {
          parser.nextToken();
          return parser.getString();
        }
      }
      throw new AssertionError("no " + name + " in " + json);
    }
  }
}
