package dev.towpath.release.runbook;

import dev.towpath.config.DurationWord;
import dev.towpath.config.PeopleSettings;
import dev.towpath.release.ClassRule;
import dev.towpath.release.ReleaseClass;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `classes:` of a runbook.
final class ClassRules {
  private static final int MOST_PEOPLE = 9;

  /// A role, and how many of its people approve.
  private record Needed(Node where, String role, int people) {}

  private ClassRules() {}

  static Map<ReleaseClass, ClassRule> read(Mapping runbook, Faults faults) {
    Map<ReleaseClass, ClassRule> rules = ClassRule.usual();
    runbook
        .mapping("classes")
        .ifPresent(
            all -> {
              for (ReleaseClass each : ReleaseClass.values()) {
                all.mapping(each.word()).ifPresent(rule -> rules.put(each, rule(rule, faults)));
              }
              all.end();
            });
    return Collections.unmodifiableMap(rules);
  }

  private static ClassRule rule(Mapping mapping, Faults faults) {
    mapping.require("approve", "Nobody approves this class.");
    ClassRule rule =
        new ClassRule(
            roles(mapping, faults),
            mapping.flag("in-order").orElse(false),
            mapping
                .text("retrospective", DurationWord.FORM, DurationWord.HELP)
                .map(ScalarNode::getValue)
                .flatMap(DurationWord::read),
            mapping.choice("way-back", List.of("required")).isPresent(),
            mapping.flag("sign").orElse(false));
    mapping.end();
    return rule;
  }

  /// Each as often as people of it approve.
  private static List<String> roles(Mapping rule, Faults faults) {
    List<String> roles = new ArrayList<>();
    for (Node each : rule.elements("approve")) {
      Optional<Needed> needed =
          each instanceof MappingNode
              ? Mapping.of(each, "approve", faults).flatMap(pair -> counted(pair, faults))
              : Mapping.text(each, "approve", faults)
                  .map(role -> new Needed(role, role.getValue(), 1));
      needed
          .filter(one -> isGood(one, roles, faults))
          .ifPresent(one -> roles.addAll(Collections.nCopies(one.people(), one.role())));
    }
    return List.copyOf(roles);
  }

  /// `engineering: 2`.
  private static Optional<Needed> counted(Mapping pair, Faults faults) {
    Map<String, NodeTuple> all = pair.all();
    if (all.size() != 1) {
      faults.wrongType(pair.node(), "approve", "one role and how many of its people");
      return Optional.empty();
    }
    Map.Entry<String, NodeTuple> only = all.entrySet().iterator().next();
    return pair.number(only.getKey(), 1, MOST_PEOPLE)
        .map(people -> new Needed(only.getValue().getKeyNode(), only.getKey(), people));
  }

  private static boolean isGood(Needed needed, List<String> before, Faults faults) {
    if (!PeopleSettings.ROLE.matcher(needed.role()).matches()) {
      faults.badValue(
          needed.where(),
          "A role can't be named '" + needed.role() + "'.",
          PeopleSettings.ROLE_HELP);
      return false;
    }
    if (before.contains(needed.role())) {
      faults.badValue(
          needed.where(), "'" + needed.role() + "' stands here twice.", "Name each role once.");
      return false;
    }
    return true;
  }
}
