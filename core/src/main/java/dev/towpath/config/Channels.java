package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads the channels that stand beside each other in a mapping.
public final class Channels {
  private static final String EVENTS = "https://events.pagerduty.com/v2/enqueue";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final List<String> SEVERITIES = List.of("critical", "error", "warning", "info");
  private static final List<String> WORDS =
      List.of("slack", "teams", "pagerduty", "webhook", "email", "command");

  private Channels() {}

  /// `channels:` of `towpath.yaml`: names, each for one way or several.
  static Map<String, List<Channel>> named(Mapping file, Faults faults) {
    Map<String, List<Channel>> named = new LinkedHashMap<>();
    for (Map.Entry<String, NodeTuple> entry :
        file.mapping("channels").map(each -> each.all().entrySet()).orElse(Set.of())) {
      String name = entry.getKey();
      if (!NAME.matcher(name).matches()) {
        faults.badValue(
            entry.getValue().getKeyNode(),
            "A channel can't be named '" + name + "'.",
            "A name is lower-case letters, digits and hyphens, and begins with a letter.");
      }
      Mapping.of(entry.getValue().getValueNode(), name, faults)
          .ifPresent(
              mapping -> {
                named.put(name, read(mapping, "error", faults));
                mapping.end();
              });
    }
    return Collections.unmodifiableMap(named);
  }

  /// At least one; a fault if there is none.
  ///
  /// @param severity for PagerDuty where none is said
  public static List<Channel> read(Mapping mapping, String severity, Faults faults) {
    if (WORDS.stream().noneMatch(mapping::has)) {
      faults.missing(mapping.node(), "slack", "It isn't said how people are told.");
    }
    List<Channel> channels = new ArrayList<>();
    Template.read(mapping, "slack", faults).map(Channel.Slack::new).ifPresent(channels::add);
    Template.read(mapping, "teams", faults).map(Channel.Teams::new).ifPresent(channels::add);
    pagerDuty(mapping, severity, faults).ifPresent(channels::add);
    Template.read(mapping, "webhook", faults).map(Channel.Webhook::new).ifPresent(channels::add);
    MailSettings.read(mapping, faults).map(Channel.Email::new).ifPresent(channels::add);
    mapping
        .text("command")
        .map(ScalarNode::getValue)
        .map(Channel.Command::new)
        .ifPresent(channels::add);
    return List.copyOf(channels);
  }

  private static Optional<Channel> pagerDuty(Mapping mapping, String usual, Faults faults) {
    Optional<Template> key = Template.read(mapping, "pagerduty", faults);
    if (!mapping.has("pagerduty")) {
      return Optional.empty();
    }
    Template api = new Template(EVENTS, faults.location(mapping.node()));
    Template events = Template.read(mapping, "events", faults).orElse(api);
    String severity = mapping.choice("severity", SEVERITIES).orElse(usual);
    return key.map(each -> new Channel.PagerDuty(each, events, severity));
  }
}
