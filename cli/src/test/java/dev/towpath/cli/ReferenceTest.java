package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import dev.towpath.release.step.StepKind;
import dev.towpath.release.step.StepKinds;
import dev.towpath.server.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The reference says what the program says. `-Ddocs=write` writes it anew.
class ReferenceTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");
  private static final String METRICS = "<!-- metrics, made by ReferenceTest -->";
  private static final String KINDS = "<!-- kinds of steps, made by ReferenceTest -->";

  @Test
  void everyCommandIsInTheReferenceAsItsHelpSays() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Commands

            Made from the program's own help by `ReferenceTest`; `mvn -Ddocs=write` writes it anew.
            """);
    for (CommandLine command : Commands.all()) {
      page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
      page.append(command.getUsageMessage().stripTrailing()).append("\n```\n");
    }
    Path file = REFERENCE.resolve("commands.md");
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(file, page);
    }
    assertThat(file).content().isEqualTo(page.toString());
  }

  @Test
  void everyKindOfStepIsInTheReferenceWithASectionOfItsOwn() throws IOException {
    StringBuilder kinds = new StringBuilder(KINDS + "\n\n| step | what it does |\n|---|---|\n");
    for (StepKind kind : StepKinds.installed().all()) {
      String word = kind.word();
      kinds.append("| [`%s`](#%s) | %s |\n".formatted(word, word, kind.sentence()));
    }
    Path file = REFERENCE.resolve("runbook.md");
    isIn(file, KINDS, kinds.toString());
    String page = Files.readString(file);
    for (StepKind kind : StepKinds.installed().all()) {
      assertThat(page).contains("\n### " + kind.word() + "\n");
    }
  }

  @Test
  void everyMetricIsInTheReference() throws IOException {
    StringBuilder table =
        new StringBuilder(METRICS + "\n\n| metric | labels | what it is |\n|---|---|---|\n");
    for (Metric metric : Metric.values()) {
      String labels =
          metric.labels().isEmpty() ? "" : "`" + String.join("`, `", metric.labels()) + "`";
      table.append("| `%s` | %s | %s |\n".formatted(metric.word(), labels, metric.help()));
    }
    isIn(REFERENCE.resolve("metrics.md"), METRICS, table.toString());
  }

  /// @param begin the mark that the part begins with; the next end mark ends it
  private static void isIn(Path file, String begin, String part) throws IOException {
    String page = Files.readString(file);
    int from = page.indexOf(begin);
    int to = page.indexOf("\n<!-- end -->", from);
    assertThat(from).isPositive().isLessThan(to);
    String fresh = page.substring(0, from) + part + page.substring(to);
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(file, fresh);
    }
    assertThat(file).content().isEqualTo(fresh);
  }

  @Test
  void everyExitCodeIsInTheReference() throws IOException {
    String page = Files.readString(REFERENCE.resolve("exit-codes.md"));
    for (Exit exit : Exit.values()) {
      assertThat(page).contains("\n| " + exit.code() + " |");
    }
  }
}
