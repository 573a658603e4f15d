package dev.towpath.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.config.ComponentSettings;
import dev.towpath.config.ComponentSettings.CloudRun;
import dev.towpath.config.ComponentSettings.Compose;
import dev.towpath.config.ComponentSettings.Verb;
import dev.towpath.config.ComponentSettings.Way;
import dev.towpath.problem.ProblemException;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import dev.towpath.process.ShellCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The vendors' programs as stand-ins, which take the published words and flags and nothing else.
class VendorsTest {
  private static final String ONE = "1111111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String TWO = "2222222bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

  @TempDir Path folder;
  private Map<String, String> variables;

  @BeforeEach
  void putOnPath() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String name : List.of("gcloud", "docker")) {
      Path file = bin.resolve(name);
      Files.copy(Path.of("src/test/resources/stand-ins", name), file);
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    variables = Map.of("PATH", bin + ":/usr/bin:/bin", "STATE", folder.toString());
  }

  @Test
  void cloudRunMovesAllTrafficToTheRevisionOfACommit() throws Exception {
    Component component = component(new CloudRun("portal", "europe-west1", Optional.of("acme")));
    Files.writeString(folder.resolve("serving"), "portal-00001-abc");
    assertThat(component.current()).contains(new Revision("portal-00001-abc", Optional.of(ONE)));
    component.deploy(TWO);
    Revision two = component.current().orElseThrow();
    assertThat(two).isEqualTo(new Revision("portal-00002-def", Optional.of(TWO)));
    component.rollBack(new Revision("portal-00001-abc", Optional.of(ONE)));
    assertThat(component.current().map(Revision::id)).contains("portal-00001-abc");
    assertThat(component.logs()).containsExactly("GET 200 /health");
    assertThat(component.status()).containsExactly("https://portal.example portal-00003-ghi");
  }

  @Test
  void cloudRunDeploysNothingThatIsNotReady() throws Exception {
    Component component = component(new CloudRun("portal", "europe-west1", Optional.empty()));
    Files.writeString(folder.resolve("serving"), "portal-00001-abc");
    assertThatThrownBy(() -> component.deploy("3333333cccccccccccccccccccccccccccccccccc"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("component-not-built"));
    assertThat(folder.resolve("serving")).hasContent("portal-00001-abc");
  }

  @Test
  void cloudRunWithSplitTrafficIsRefused() throws Exception {
    Component component = component(new CloudRun("portal", "europe-west1", Optional.empty()));
    Files.writeString(folder.resolve("serving"), "split");
    assertThatThrownBy(component::current)
        .satisfies(e -> assertThat(code(e)).isEqualTo("component-failed"))
        .satisfies(e -> assertThat(why(e)).contains("portal-00001-abc, portal-00002-def"));
  }

  @Test
  void whatTheProgramRefusesIsSaid() {
    Component component = component(new CloudRun("no-such-service", "nowhere", Optional.empty()));
    assertThatThrownBy(component::current)
        .satisfies(e -> assertThat(why(e)).contains("ended with 1").contains("Cannot find"));
  }

  @Test
  void aProgramThatIsNotThereIsSaid() {
    variables = Map.of("PATH", folder.toString());
    Component component = component(new CloudRun("portal", "europe-west1", Optional.empty()));
    assertThatThrownBy(component::current)
        .satisfies(e -> assertThat(why(e)).contains("'gcloud' is not on the PATH"));
  }

  @Test
  void composeRecreatesServicesWithTheTagOfACommit() throws Exception {
    Component component = component(new Compose("compose.yml", List.of("bff", "web"), "IMAGE_TAG"));
    assertThat(component.current()).isEmpty();
    component.deploy(ONE);
    assertThat(component.current()).contains(new Revision(ONE, Optional.of(ONE)));
    component.deploy(TWO);
    component.rollBack(new Revision(ONE, Optional.of(ONE)));
    assertThat(component.current().map(Revision::id)).contains(ONE);
    component.act(Verb.STOP);
    assertThat(component.current()).isEmpty();
    component.act(Verb.START);
    assertThat(component.current().map(Revision::id)).contains(ONE);
    assertThat(component.logs()).containsExactly("bff-1  | ready");
  }

  @Test
  void composeWithDifferentTagsIsRefused() throws Exception {
    Component component = component(new Compose("compose.yml", List.of("bff", "web"), "IMAGE_TAG"));
    component.deploy(ONE);
    Files.writeString(folder.resolve("web"), TWO);
    assertThatThrownBy(component::current)
        .satisfies(e -> assertThat(why(e)).contains("different images"));
  }

  private Component component(Way way) {
    ComponentSettings settings =
        new ComponentSettings(
            "portal", Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(1), way);
    Shell shell = this::run;
    return Component.of(settings, variables, shell);
  }

  private Ran run(List<String> words, Map<String, String> more, Duration limit)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    List<String> output = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try {
      ShellCommand.Ended ended =
          new ShellCommand(words, folder, set -> set.putAll(all), limit)
              .run(_ -> {}, output::add, errors::add);
      return new Ran(ended.well(), ended.words(), output, errors, ended.took());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String code(Throwable e) {
    return ((ProblemException) e).problem().code();
  }

  private static String why(Throwable e) {
    return ((ProblemException) e).problem().why();
  }
}
