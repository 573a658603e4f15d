package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import dev.towpath.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The file `towpath.yaml` of a project. Everything in it has a default; so has the file itself.
public final class ConfigFile {
  public static final String NAME = "towpath.yaml";

  /// The words of `layout:`.
  public static final List<String> LAYOUTS =
      List.of("supabase", "prisma", "flyway", "dbmate", "plain");

  /// The words of `platform:`.
  public static final List<String> PLATFORMS = List.of("none", "supabase");

  private static final int OLDEST_POSTGRES = 15;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_*]*[A-Za-z0-9_][A-Za-z0-9_*]*");
  private static final String WORD_HELP =
      "It is a word of SQL or of a name, with * for any letters: audit*, policy.";

  private ConfigFile() {}

  /// Reads the file of the project in a folder.
  public static ConfigReading read(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(NAME);
    if (!Files.exists(file)) {
      return new ConfigReading.Good(Project.bare(root));
    }
    try {
      return read(root, Files.readString(file));
    } catch (IOException e) {
      Faults faults = new Faults(NAME, "");
      faults.unreadable(file);
      return new ConfigReading.Faulty(faults.found());
    }
  }

  static ConfigReading read(Path root, String text) {
    Faults faults = new Faults(NAME, text);
    Project project =
        Yaml.compose(NAME, text, faults)
            .map(node -> project(root, node, faults))
            .orElse(bare(root));
    return faults.found().isEmpty()
        ? new ConfigReading.Good(project)
        : new ConfigReading.Faulty(faults.found());
  }

  private static Project bare(Path root) {
    return Project.bare(root);
  }

  private static Project project(Path root, Node node, Faults faults) {
    Project bare = bare(root);
    Optional<Mapping> file = Mapping.of(node, NAME, faults);
    if (file.isEmpty()) {
      return bare;
    }
    Mapping mapping = file.get();
    Project project =
        new Project(
            root,
            mapping.text("project").map(ScalarNode::getValue).orElse(bare.name()),
            mapping
                .text("migrations", ProjectPath.FORM, ProjectPath.HELP)
                .map(ScalarNode::getValue),
            mapping.choice("layout", LAYOUTS),
            mapping.choice("platform", PLATFORMS),
            mapping.number("postgres", OLDEST_POSTGRES, Project.POSTGRES).orElse(Project.POSTGRES),
            RuleLevels.runner(mapping, faults),
            RuleLevels.read(mapping, faults),
            Environments.read(mapping, faults),
            BackupSettings.read(mapping, faults),
            LedgerSettings.read(mapping),
            regulated(mapping, faults),
            PeopleSettings.read(mapping, faults),
            Probes.read(mapping, faults),
            Reviewers.read(mapping, faults),
            Components.read(mapping, faults),
            GrafanaSettings.read(mapping, faults),
            Signals.read(mapping, faults),
            Channels.named(mapping, faults));
    mapping.end();
    return project;
  }

  private static List<String> regulated(Mapping mapping, Faults faults) {
    List<String> words = new ArrayList<>();
    for (ScalarNode word : mapping.texts("regulated")) {
      if (WORD.matcher(word.getValue()).matches()) {
        words.add(word.getValue());
      } else {
        faults.badValue(word, "'regulated' can't have '" + word.getValue() + "'.", WORD_HELP);
      }
    }
    return List.copyOf(words);
  }
}
