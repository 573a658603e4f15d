package dev.towpath.release.step;

import dev.towpath.config.ProjectPath;
import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.ConditionText;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What stands behind a kind's word in a runbook.
///
/// @param word the kind's
/// @param surroundings what it may name
public record StepText(String word, Node value, Faults faults, Surroundings surroundings) {
  /// Whether nothing stands there.
  public boolean isEmpty() {
    return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  public boolean isText() {
    return value instanceof ScalarNode && !isEmpty();
  }

  /// The text that stands there; empty, and a fault, if it is something else.
  public Optional<String> text() {
    return Mapping.text(value, word, faults).map(ScalarNode::getValue);
  }

  /// The condition that stands in a value; empty, and a fault, if it is none.
  public Optional<Condition> condition(Node node) {
    return Mapping.text(node, word, faults)
        .flatMap(text -> ConditionText.read(text, faults, surroundings.project()))
        .filter(this::canBeAsked);
  }

  private boolean canBeAsked(Condition condition) {
    boolean declared = condition.leaves().anyMatch(Condition.RegressionDeclared.class::isInstance);
    if (declared) {
      faults.badValue(
          value,
          "'regression declared' is no condition of a step.",
          "It belongs to 'rollback-when:'.");
    }
    return !declared;
  }

  /// The file or folder of the project that stands there; empty, and a fault, if it is none.
  public Optional<Path> path() {
    Optional<String> text = text();
    if (text.filter(path -> !ProjectPath.FORM.matcher(path).matches()).isPresent()) {
      faults.badValue(value, "'" + word + "' can't be this.", ProjectPath.HELP);
      return Optional.empty();
    }
    return text.map(Path::of);
  }

  /// The names and values that stand there; empty, and a fault, if it is something else.
  public Optional<Mapping> mapping() {
    return Mapping.of(value, word, faults);
  }

  /// Notes a fault unless nothing stands there.
  public boolean nothing() {
    if (!isEmpty()) {
      faults.wrongType(value, word, "left without a value");
    }
    return isEmpty();
  }

  /// Whether it says that it changes nothing; it can't say how it is undone as well.
  public boolean changesNothing(Mapping mapping) {
    boolean nothing = mapping.choice("changes", List.of("nothing")).isPresent();
    if (nothing && (mapping.has("undo") || mapping.has("inspect"))) {
      faults.badValue(
          mapping.node(),
          "What changes nothing has nothing to undo or to inspect.",
          "Leave out 'changes', or the others.");
    }
    return nothing;
  }
}
