package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documentation tells a reader to type works, and its YAML is accepted.
///
/// Blocks marked `sh` are typed line by line in a folder with a copy of the examples; comments and
/// lines that call other programs are passed over. A block marked `sh no-test` needs what a test
/// has not (a staging database, a clone).
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S+)\\n(.*?)^```");

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
    TestCli cli = new TestCli(folder);
    for (String block : blocks(page, "sh")) {
      for (String line : block.lines().toList()) {
        String command = line.replaceFirst("\\s+#.*", "").strip();
        if (command.startsWith("./towpath ")) {
          TestCli.Outcome outcome = cli.run(command.substring("./towpath ".length()).split(" +"));
          assertThat(outcome.exit()).as(command + "\n" + outcome.err()).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pagesWithYaml")
  void documentedYamlIsAccepted(Path page) throws IOException {
    for (String block : blocks(page, "yaml")) {
      Files.writeString(folder.resolve(ConfigFile.NAME), block);
      assertThat(ConfigFile.read(folder)).as(block).isInstanceOf(ConfigReading.Good.class);
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
