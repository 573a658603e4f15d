package dev.towpath.release.runbook;

import dev.towpath.release.step.Step;
import dev.towpath.release.step.StepKinds;
import dev.towpath.release.step.StepText;
import dev.towpath.release.step.Surroundings;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `steps:` and `roll-back:` of a runbook, numbered through.
final class StepList {
  private static final List<String> BESIDE = List.of("name", "owner", "at", "keep", "on-failure");

  private final StepKinds kinds;
  private final Faults faults;
  private final Surroundings surroundings;
  private int number;

  StepList(StepKinds kinds, Faults faults, Surroundings surroundings) {
    this.kinds = kinds;
    this.faults = faults;
    this.surroundings = surroundings;
  }

  List<RunbookStep> read(Mapping runbook, String key) {
    List<RunbookStep> steps = new ArrayList<>();
    for (Node node : runbook.elements(key)) {
      number++;
      Mapping.of(node, key, faults).flatMap(this::step).ifPresent(steps::add);
    }
    return List.copyOf(steps);
  }

  private Optional<RunbookStep> step(Mapping mapping) {
    Optional<Named> named = named(mapping);
    Optional<String> name = mapping.text("name").map(ScalarNode::getValue);
    Optional<String> owner = mapping.text("owner").map(ScalarNode::getValue);
    Optional<Offset> at = mapping.text("at").flatMap(this::offset);
    List<String> keep = mapping.texts("keep").stream().map(ScalarNode::getValue).toList();
    OnFailure onFailure = onFailure(mapping);
    return named.map(
        does ->
            new RunbookStep(
                number,
                does.word(),
                does.step(),
                name.orElse(does.step().does()),
                owner,
                at,
                keep,
                onFailure,
                faults.location(mapping.node())));
  }

  private record Named(String word, Step step) {}

  /// The one kind that a step names, read.
  private Optional<Named> named(Mapping mapping) {
    List<Map.Entry<String, NodeTuple>> named = new ArrayList<>();
    boolean known = true;
    for (Map.Entry<String, NodeTuple> each : mapping.entries()) {
      if (kinds.named(each.getKey()).isPresent()) {
        named.add(each);
      } else if (!BESIDE.contains(each.getKey())) {
        known = false;
        faults.unknownKey(each.getValue().getKeyNode(), each.getKey(), words());
      }
    }
    if (named.size() > 1 || (named.isEmpty() && known)) {
      faults.badValue(
          mapping.node(),
          named.isEmpty() ? "This step doesn't say what it does." : "This step does two things.",
          "A step has one of " + String.join(", ", kinds.words()) + ".");
    }
    return named.size() == 1 ? read(named.getFirst()) : Optional.empty();
  }

  private Optional<Named> read(Map.Entry<String, NodeTuple> named) {
    String word = named.getKey();
    StepText text = new StepText(word, named.getValue().getValueNode(), faults, surroundings);
    return kinds.named(word).flatMap(kind -> kind.read(text)).map(step -> new Named(word, step));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(kinds.words());
    words.addAll(BESIDE);
    return words;
  }

  private Optional<Offset> offset(ScalarNode value) {
    Optional<Offset> offset = Offset.read(value.getValue());
    if (offset.isEmpty()) {
      faults.badValue(value, "'at' can't be '" + value.getValue() + "'.", Offset.HELP);
    }
    return offset;
  }

  private OnFailure onFailure(Mapping mapping) {
    if (!mapping.has("on-failure")) {
      return new OnFailure.Pause();
    }
    if (mapping.isText("on-failure")) {
      return mapping
          .choice("on-failure", List.of("pause", "roll-back"))
          .filter("roll-back"::equals)
          .<OnFailure>map(_ -> new OnFailure.RollBack())
          .orElse(new OnFailure.Pause());
    }
    return mapping.mapping("on-failure").map(this::ignore).orElse(new OnFailure.Pause());
  }

  private OnFailure ignore(Mapping mapping) {
    Optional<String> reason = mapping.text("ignore").map(ScalarNode::getValue);
    mapping.require("ignore", "A failure is ignored for a reason only.");
    mapping.end();
    return reason.<OnFailure>map(OnFailure.Ignore::new).orElse(new OnFailure.Pause());
  }
}
