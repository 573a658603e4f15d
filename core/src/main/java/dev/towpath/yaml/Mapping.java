package dev.towpath.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads the names and values of one YAML mapping, and notes what is wrong with them.
///
/// A value that is wrong reads as if it were missing, so that the reader can go on to the next.
/// [#end] at last names the keys that nobody asked for.
public final class Mapping {
  /// YAML's own text, and an unquoted `${NAME}`, which the parser marks.
  private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.ENV_TAG);

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");

  private final MappingNode node;
  private final Faults faults;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();

  private Mapping(MappingNode node, Faults faults) {
    this.node = node;
    this.faults = faults;
    for (NodeTuple entry : node.getValue()) {
      String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
      if (entries.putIfAbsent(name, entry) != null) {
        faults.duplicateKey(entry.getKeyNode(), name);
      }
    }
  }

  /// The mapping that a node is; empty, and a fault, if it is something else.
  public static Optional<Mapping> of(Node node, String name, Faults faults) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new Mapping(mapping, faults));
    }
    faults.wrongType(node, name, "names and values");
    return Optional.empty();
  }

  public MappingNode node() {
    return node;
  }

  public Optional<ScalarNode> text(String name) {
    return value(name).flatMap(value -> text(value, name, faults));
  }

  /// The text that a node is; empty, and a fault, if it is something else or blank.
  public static Optional<ScalarNode> text(Node value, String name, Faults faults) {
    if (value instanceof ScalarNode scalar
        && TEXT.contains(scalar.getTag())
        && !scalar.getValue().isBlank()) {
      return Optional.of(scalar);
    }
    faults.wrongType(value, name, "text");
    return Optional.empty();
  }

  /// Text that matches a pattern as a whole.
  public Optional<ScalarNode> text(String name, Pattern pattern, String help) {
    return text(name)
        .filter(
            value -> {
              boolean matches = pattern.matcher(value.getValue()).matches();
              if (!matches) {
                faults.badValue(value, "'" + name + "' can't be this.", help);
              }
              return matches;
            });
  }

  public Optional<String> choice(String name, List<String> words) {
    return text(name)
        .map(ScalarNode::getValue)
        .filter(
            word -> {
              boolean allowed = words.contains(word);
              if (!allowed) {
                faults.badValue(
                    value(name).orElse(node),
                    "'" + name + "' can't be '" + word + "'.",
                    "It is one of " + String.join(", ", words) + ".");
              }
              return allowed;
            });
  }

  public Optional<Integer> number(String name, int least, int most) {
    return value(name)
        .flatMap(
            value -> {
              if (!(value instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.INT)) {
                faults.wrongType(value, name, "a whole number");
                return Optional.empty();
              }
              Optional<Integer> number = parse(scalar.getValue());
              if (number.filter(n -> n >= least && n <= most).isEmpty()) {
                String range = "It is a whole number from " + least + " to " + most + ".";
                faults.badValue(value, "'" + name + "' can't be " + scalar.getValue() + ".", range);
                return Optional.empty();
              }
              return number;
            });
  }

  /// A number that is zero or more, whole or not.
  public Optional<Double> decimal(String name) {
    return value(name)
        .flatMap(
            value -> {
              if (value instanceof ScalarNode scalar
                  && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))
                  && DECIMAL.matcher(scalar.getValue()).matches()) {
                return Optional.of(Double.valueOf(scalar.getValue()));
              }
              faults.wrongType(value, name, "a number as 20 or 0.5");
              return Optional.empty();
            });
  }

  public Optional<Boolean> flag(String name) {
    return value(name)
        .flatMap(
            value -> {
              if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
                return Optional.of(Boolean.valueOf(scalar.getValue()));
              }
              faults.wrongType(value, name, "true or false");
              return Optional.empty();
            });
  }

  /// A list of texts, each in its place; one that is something else is a fault and left out.
  public List<ScalarNode> texts(String name) {
    List<ScalarNode> texts = new ArrayList<>();
    for (Node each : elements(name, "a list with at least one text")) {
      text(each, name, faults).ifPresent(texts::add);
    }
    return texts;
  }

  /// The elements of a list, whatever they are.
  public List<Node> elements(String name) {
    return elements(name, "a list with at least one element");
  }

  private List<Node> elements(String name, String expected) {
    Optional<Node> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof SequenceNode list) || list.getValue().isEmpty()) {
      faults.wrongType(value.get(), name, expected);
      return List.of();
    }
    return list.getValue();
  }

  public Optional<Mapping> mapping(String name) {
    return value(name).flatMap(value -> of(value, name, faults));
  }

  /// Every name and value, which are not thereby read.
  public List<Map.Entry<String, NodeTuple>> entries() {
    return List.copyOf(entries.entrySet());
  }

  /// Every name and value, whatever the names are.
  public Map<String, NodeTuple> all() {
    known.addAll(entries.keySet());
    return entries;
  }

  /// Whether a name has a single value, of whatever type.
  public boolean isText(String name) {
    return value(name).filter(ScalarNode.class::isInstance).isPresent();
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /// Notes that a name isn't there.
  public void require(String name, String message) {
    if (!has(name)) {
      faults.missing(node, name, message);
    }
  }

  /// Notes each key that was not read.
  public void end() {
    entries.forEach(
        (name, entry) -> {
          if (!known.contains(name)) {
            faults.unknownKey(entry.getKeyNode(), name, new TreeSet<>(known));
          }
        });
  }

  private Optional<Node> value(String name) {
    if (!known.contains(name)) {
      known.add(name);
    }
    return Optional.ofNullable(entries.get(name)).map(NodeTuple::getValueNode);
  }

  private static Optional<Integer> parse(String digits) {
    try {
      return Optional.of(Integer.valueOf(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
