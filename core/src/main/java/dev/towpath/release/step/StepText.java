package dev.towpath.release.step;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What stands behind a kind's word in a runbook.
///
/// @param word the kind's
public record StepText(String word, Node value, Faults faults) {
  /// Whether nothing stands there.
  public boolean isEmpty() {
    return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  public boolean isText() {
    return value instanceof ScalarNode && !isEmpty();
  }

  /// The text that stands there; empty, and a fault, if it is something else.
  public Optional<String> text() {
    if (value instanceof ScalarNode scalar && isText() && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    faults.wrongType(value, word, "text");
    return Optional.empty();
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
}
