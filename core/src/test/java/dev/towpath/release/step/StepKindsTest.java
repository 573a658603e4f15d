package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kinds that the program brings along, and those of a user's own.
class StepKindsTest {
  private static final String OWN =
      """
      package example;

      import dev.towpath.release.step.*;
      import java.util.Optional;

      public final class Purge implements StepKind {
        public String word() {
          return "purge-cache";
        }

        public String sentence() {
          return "Empties the cache of the web site.";
        }

        public Optional<Step> read(StepText text) {
          return text.text().map(Purged::new);
        }

        record Purged(String site) implements Step {
          public String does() {
            return "purges " + site;
          }

          public AfterCrash afterCrash() {
            return AfterCrash.REPEAT;
          }

          public WayBack wayBack() {
            return new WayBack.NotNeeded();
          }

          public StepResult run(StepContext context) {
            return StepResult.done();
          }
        }
      }
      """;

  @Test
  void kindsAreInTheOrderOfTheAlphabetAndSayWhatTheyDo() {
    assertThat(List.copyOf(StepKinds.installed().words()))
        .isSorted()
        .contains("check", "migrate", "approve", "run", "sql");
    assertThat(StepKinds.installed().all())
        .allSatisfy(
            kind -> {
              assertThat(kind.word()).matches("[a-z]+(-[a-z]+)*");
              assertThat(kind.sentence()).endsWith(".").hasSizeLessThan(120);
            });
  }

  @Test
  void anUnknownWordIsNoKind() {
    assertThat(StepKinds.installed().named("chek")).isEmpty();
    assertThat(StepKinds.installed().named("")).isEmpty();
  }

  @Test
  void twoKindsOfOneWordAreRefused() {
    assertThatThrownBy(() -> StepKinds.of(List.of(new Run(), new Check(), new Run())))
        .hasMessageContaining("two kinds of step are called run");
  }

  @Test
  void aUsersJarBringsItsOwn(@TempDir Path folder) throws IOException {
    compile(folder);
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(StepKind.class.getName()), "example.Purge\n");
    try (URLClassLoader jar =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      StepKinds kinds = StepKinds.installed(jar);
      assertThat(kinds.words()).contains("purge-cache", "run");
      assertThat(StepReading.of(kinds.named("purge-cache").orElseThrow(), "web").step().does())
          .isEqualTo("purges web");
    }
  }

  private static void compile(Path folder) throws IOException {
    Path source = Files.createDirectories(folder.resolve("example")).resolve("Purge.java");
    Files.writeString(source, OWN);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(exit).isZero();
  }
}
