package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import dev.towpath.release.step.StepKind;
import dev.towpath.release.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The reference says what the program says. `-Ddocs=write` writes it anew.
class ReferenceTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");
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
    String page = Files.readString(file);
    int begin = page.indexOf(KINDS);
    int end = page.indexOf("\n<!-- end -->", begin);
    assertThat(begin).isPositive().isLessThan(end);
    String fresh = page.substring(0, begin) + kinds + page.substring(end);
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(file, fresh);
    }
    assertThat(file).content().isEqualTo(fresh);
    for (StepKind kind : StepKinds.installed().all()) {
      assertThat(page).contains("\n### " + kind.word() + "\n");
    }
  }

  @Test
  void everyExitCodeIsInTheReference() throws IOException {
    String page = Files.readString(REFERENCE.resolve("exit-codes.md"));
    for (Exit exit : Exit.values()) {
      assertThat(page).contains("\n| " + exit.code() + " |");
    }
  }
}
