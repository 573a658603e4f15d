package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import dev.towpath.release.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documentation tells a reader to type works, and its YAML is accepted.
///
/// Blocks marked `sh` are typed line by line in a folder with a copy of the examples; comments and
/// lines that call other programs are passed over. A block marked `sh no-test` needs what a test
/// has not (a staging database, a clone). A comment may end with the code that a line ends with, as
/// in `# it went back: exit 3`.
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S+)\\n(.*?)^```");

  private static final Pattern COMMAND =
      Pattern.compile("\\s*(TOWPATH_PERSON=\\S+ )?\\./towpath (.*?)(?:\\s+#.*?(?:exit (\\d+))?)?");
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

  /// A whole one, or steps of one.
  private static final Pattern RUNBOOK = Pattern.compile("(?m)^runbook:|\\A- ");

  @TempDir Path folder;

  static List<Path> pagesWithCommands() throws IOException {
    return pages("sh");
  }

  static List<Path> pagesWithYaml() throws IOException {
    return pages("yaml");
  }

  @ParameterizedTest
  @MethodSource("pagesWithCommands")
  void documentedCommandsWork(Path page) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    copyExamples();
    Map<String, String> variables = new TreeMap<>();
    variables.put("XDG_STATE_HOME", folder.resolve("state").toString());
    variables.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    variables.put("TOWPATH_PASSWORD", "what each person types");
    variables.put("TOWPATH_NEW_PASSWORD", "what each person types next");
    for (String block : blocks(page, "sh")) {
      for (String line : block.lines().toList()) {
        Matcher command = COMMAND.matcher(line);
        if (command.matches()) {
          TestCli.Outcome outcome = run(variables, command.group(1), command.group(2));
          assertThat(outcome.exit()).as(line + "\n" + outcome.err()).isEqualTo(exit(command));
        }
      }
    }
  }

  /// @param person who types it, as `TOWPATH_PERSON=ben`
  private TestCli.Outcome run(
      Map<String, String> variables, @Nullable String person, String words) {
    Map<String, String> all = new TreeMap<>(variables);
    if (person != null) {
      all.put("TOWPATH_PERSON", person.strip().replaceFirst(".*=", ""));
    }
    Matcher word = WORD.matcher(words.strip());
    return new TestCli(folder, all)
        .run(
            word.results()
                .map(each -> each.group().replaceAll("^\"|\"$", ""))
                .toArray(String[]::new));
  }

  private static int exit(Matcher command) {
    return command.group(3) == null ? 0 : Integer.parseInt(command.group(3));
  }

  @ParameterizedTest
  @MethodSource("pagesWithYaml")
  void documentedYamlIsAccepted(Path page) throws IOException {
    for (String block : blocks(page, "yaml")) {
      Matcher runbook = RUNBOOK.matcher(block);
      if (runbook.find()) {
        String head = runbook.group().startsWith("-") ? "runbook: A part of one\nsteps:\n" : "";
        Files.writeString(folder.resolve("runbook.yaml"), head + block);
        assertThat(new RunbookFile(folder, StepKinds.installed()).read("runbook.yaml"))
            .as(block)
            .isInstanceOf(RunbookReading.Good.class);
      } else {
        Files.writeString(folder.resolve(ConfigFile.NAME), block);
        assertThat(ConfigFile.read(folder)).as(block).isInstanceOf(ConfigReading.Good.class);
      }
    }
  }

  private void copyExamples() throws IOException {
    Path examples = ROOT.resolve("examples");
    try (Stream<Path> paths = Files.walk(examples)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(ROOT.relativize(file));
        if (!file.toString().contains("/.towpath/")) {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  private static List<Path> pages(String language) throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(ROOT)) {
      for (Path page : paths.filter(path -> path.toString().endsWith(".md")).toList()) {
        boolean ours = !ROOT.relativize(page).toString().matches("(.*/)?(target|node_modules)/.*");
        if (ours && !blocks(page, language).isEmpty()) {
          pages.add(ROOT.relativize(page));
        }
      }
    }
    return pages;
  }

  private static List<String> blocks(Path page, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
    while (block.find()) {
      if (block.group(1).equals(language)) {
        blocks.add(block.group(2));
      }
    }
    return blocks;
  }
}
