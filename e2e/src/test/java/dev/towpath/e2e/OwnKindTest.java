package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kind of step that a user wrote: the class and the commands are those of the reference.
class OwnKindTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference", "runbook.md");

  private static final String RUNBOOK =
      """
      runbook: Boats
      classes: { standard: { approve: [engineering] } }
      steps:
        - write-tag: var/release
      """;

  @TempDir private Path folder;

  @Test
  void aRunbookNamesAKindOfTheUsersOwnJar() throws Exception {
    try (Yard yard = new Yard(folder)) {
      yard.project
          .write("migrations/20260101000001_boat.sql", "create table boat (name text);\n")
          .write("var/keep", "")
          .write("runbook.yaml", RUNBOOK);
      assertThat(yard.ends(2, "release", "plan", "runbook.yaml", "-e", "production"))
          .as("without the jar")
          .contains("--> runbook.yaml:4:5", "write-tag");

      Path source = Files.createDirectories(folder.resolve("source"));
      Files.writeString(source.resolve("Tag.java"), block("java"));
      make(yard, source);
      assertThat(yard.plan()).contains("writes the release's name into var/release");
      yard.ends(0, "release", "start", "boats");

      assertThat(yard.project.path().resolve("var/release")).hasContent("boats");
      yard.ends(0, "ledger", "verify");
    }
  }

  private static void make(Yard yard, Path source) throws Exception {
    String script =
        "set -e\n"
            + block("sh no-test")
                .replace("/opt/towpath", yard.launcher.toString())
                .replace("~/.config", "\"$XDG_CONFIG_HOME\"");
    Finished made =
        Command.of(source, "sh", "-c", script)
            .with("XDG_CONFIG_HOME", yard.settings.toString())
            .with("PATH", java() + ":" + System.getenv("PATH"))
            .run();
    assertThat(made.exit()).as(made.all()).isZero();
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin");
  }

  /// The first block of that language in the section on kinds of one's own.
  private static String block(String language) throws IOException {
    String text = Files.readString(REFERENCE);
    String section = text.substring(text.indexOf("## Kinds of your own"));
    String fence = "```" + language + "\n";
    int begin = section.indexOf(fence) + fence.length();
    return section.substring(begin, section.indexOf("```", begin));
  }
}
