package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
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

  @Test
  void aJarInTheUsersFolderBringsItsOwn(@TempDir Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(classes);
    Path plugins = Files.createDirectories(folder.resolve("of a user/towpath/plugins"));
    Path jar = plugins.resolve("purge.jar");
    jar(classes, jar, "example.Purge");
    for (Map<String, String> variables :
        List.of(
            Map.of("TOWPATH_PLUGINS", plugins.toString()),
            Map.of("XDG_CONFIG_HOME", folder.resolve("of a user").toString()))) {
      StepKinds kinds = StepKinds.installed(variables);
      assertThat(kinds.words()).contains("purge-cache", "run");
      Step step = StepReading.of(kinds.named("purge-cache").orElseThrow(), "web").step();
      assertThat(StepKinds.jar(step)).contains(jar);
    }
    assertThat(StepKinds.jar(StepReading.of(new Run(), "npm test").step())).isEmpty();
    assertThat(StepKinds.installed(Map.of("TOWPATH_PLUGINS", "/none")).words())
        .doesNotContain("purge-cache");
  }

  @Test
  void aJarThatNamesWhatItDoesNotHaveIsRefused(@TempDir Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    jar(classes, folder.resolve("broken.jar"), "example.Purge");
    assertThatThrownBy(() -> StepKinds.installed(Map.of("TOWPATH_PLUGINS", folder.toString())))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("plugin-unusable");
              assertThat(e.problem().why()).contains("example.Purge", "broken.jar");
            });
  }

  private static void jar(Path classes, Path jar, String kind) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      out.putNextEntry(new JarEntry("META-INF/services/" + StepKind.class.getName()));
      out.write((kind + "\n").getBytes(StandardCharsets.UTF_8));
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
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
