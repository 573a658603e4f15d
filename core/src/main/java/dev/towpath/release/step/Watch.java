package dev.towpath.release.step;

import dev.towpath.config.DurationWord;
import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.Lookout;
import dev.towpath.yaml.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `watch`: signals are looked at for a length of time.
public final class Watch implements StepKind {
  private static final int MOST_INTERVALS = 10_000;

  @Override
  public String word() {
    return "watch";
  }

  @Override
  public String sentence() {
    return "Watches signals for a length of time; without conditions those of 'rollback-when'.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isText()) {
      return text.text().flatMap(word -> triggers(text, word));
    }
    return text.mapping().flatMap(mapping -> read(text, mapping));
  }

  private static Optional<Step> triggers(StepText text, String word) {
    Optional<Duration> length = DurationWord.read(word);
    if (length.isEmpty()) {
      text.faults().badValue(text.value(), "This is no length of time.", DurationWord.HELP);
    }
    List<Condition> conditions =
        text.surroundings().rollbackWhen().stream()
            .filter(each -> !Gate.isOf(each, Condition.RegressionDeclared.class))
            .toList();
    if (conditions.isEmpty()) {
      text.faults()
          .badValue(
              text.value(),
              "There is nothing to watch.",
              "Add 'rollback-when:' with a signal or a probe, or give 'success' or 'failure'.");
      return Optional.empty();
    }
    return length.map(
        each ->
            new Looking(
                "watches for " + DurationWord.of(each) + " what 'rollback-when' names",
                each,
                Optional.empty(),
                Optional.of(new Condition.Any(conditions)),
                Lookout.Pace.USUAL,
                true));
  }

  private static Optional<Step> read(StepText text, Mapping mapping) {
    Optional<Duration> length = duration(mapping, "for");
    if (!mapping.has("for")) {
      text.faults().missing(mapping.node(), "for", "It isn't said how long it is watched.");
    }
    if (!mapping.has("success") && !mapping.has("failure")) {
      text.faults().missing(mapping.node(), "failure", "It isn't said what is good or bad.");
    }
    Optional<Condition> success = mapping.text("success").flatMap(text::condition);
    Optional<Condition> failure = mapping.text("failure").flatMap(text::condition);
    Lookout.Pace pace = new Lookout.Pace(duration(mapping, "every"), mapping.decimal("floor"));
    mapping.end();
    length.ifPresent(each -> shortWindows(text, mapping.node(), each, pace));
    return length.map(
        each -> new Looking(does(each, success, failure), each, success, failure, pace, false));
  }

  private static void shortWindows(StepText text, Node node, Duration length, Lookout.Pace pace) {
    if (pace.every().filter(each -> length.dividedBy(each) > MOST_INTERVALS).isPresent()) {
      text.faults()
          .badValue(
              node,
              "That are more than " + MOST_INTERVALS + " looks.",
              "Make 'every' longer, or 'for' shorter.");
    }
  }

  private static String does(
      Duration length, Optional<Condition> success, Optional<Condition> failure) {
    return "watches for "
        + DurationWord.of(length)
        + success.map(each -> "; passes if " + each.text()).orElse("")
        + failure.map(each -> "; fails if " + each.text()).orElse("");
  }

  private static Optional<Duration> duration(Mapping mapping, String name) {
    return mapping
        .text(name, DurationWord.FORM, DurationWord.HELP)
        .map(ScalarNode::getValue)
        .flatMap(DurationWord::read);
  }
}
