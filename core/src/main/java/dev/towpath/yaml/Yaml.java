package dev.towpath.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads a text as YAML, down to nodes that know their places.
public final class Yaml {
  private Yaml() {}

  /// Empty if there is nothing in it, or if it is no YAML, which is a fault then.
  ///
  /// @param name of the file, for messages
  public static Optional<Node> compose(String name, String text, Faults faults) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(true).build();
    try {
      return new Compose(settings)
          .composeString(text)
          .filter(node -> !(node instanceof ScalarNode && node.getTag().equals(Tag.NULL)));
    } catch (MarkedYamlEngineException e) {
      faults.syntax(e);
      return Optional.empty();
    } catch (YamlEngineException e) {
      faults.syntax(e);
      return Optional.empty();
    }
  }
}
