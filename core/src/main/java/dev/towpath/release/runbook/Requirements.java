package dev.towpath.release.runbook;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads `require:` of a runbook.
final class Requirements {
  private static final int LONGEST = 10_000;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

  private Requirements() {}

  static List<Requirement> read(Mapping runbook, Faults faults) {
    List<Requirement> all = new ArrayList<>();
    runbook
        .mapping("require")
        .ifPresent(
            mapping ->
                mapping
                    .all()
                    .forEach(
                        (name, entry) -> requirement(name, entry, faults).ifPresent(all::add)));
    return List.copyOf(all);
  }

  private static Optional<Requirement> requirement(String name, NodeTuple entry, Faults faults) {
    if (!VARIABLE.matcher(name).matches()) {
      faults.badValue(
          entry.getKeyNode(),
          "'" + name + "' is no name of an environment variable.",
          "It is letters, digits and underscores, and begins with no digit.");
      return Optional.empty();
    }
    if (entry.getValueNode() instanceof ScalarNode value && value.getTag().equals(Tag.NULL)) {
      return Optional.of(new Requirement(name, 1, Optional.empty(), Optional.empty()));
    }
    return Mapping.of(entry.getValueNode(), name, faults)
        .map(
            mapping -> {
              Requirement requirement =
                  new Requirement(
                      name,
                      mapping.number("least", 1, LONGEST).orElse(1),
                      mapping
                          .text("url", SCHEME, "It is a scheme, as postgresql or https.")
                          .map(ScalarNode::getValue),
                      mapping
                          .text("same-as", VARIABLE, "It is the name of another variable.")
                          .map(ScalarNode::getValue));
              mapping.end();
              return requirement;
            });
  }
}
