package dev.towpath.release.runbook;

import dev.towpath.config.DurationWord;
import dev.towpath.release.ClassRule;
import dev.towpath.release.ReleaseClass;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `classes:` of a runbook.
final class ClassRules {
  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9-]*");

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
    List<ScalarNode> roles = mapping.texts("approve");
    if (!mapping.has("approve")) {
      faults.missing(mapping.node(), "approve", "Nobody approves this class.");
    }
    Set<String> seen = new HashSet<>();
    for (ScalarNode role : roles) {
      if (!ROLE.matcher(role.getValue()).matches()) {
        faults.badValue(
            role,
            "A role can't be named '" + role.getValue() + "'.",
            "A name is lower-case letters, digits and hyphens, and begins with a letter.");
      } else if (!seen.add(role.getValue())) {
        faults.badValue(
            role, "'" + role.getValue() + "' stands here twice.", "Name each role once.");
      }
    }
    ClassRule rule =
        new ClassRule(
            roles.stream().map(ScalarNode::getValue).toList(),
            mapping.flag("in-order").orElse(false),
            mapping
                .text("retrospective", DurationWord.FORM, DurationWord.HELP)
                .map(ScalarNode::getValue)
                .flatMap(DurationWord::read),
            mapping.choice("way-back", List.of("required")).isPresent());
    mapping.end();
    return rule;
  }
}
