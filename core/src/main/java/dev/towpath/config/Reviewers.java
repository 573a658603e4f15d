package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `reviewers:` of `towpath.yaml`: whose review on a forge counts for which role.
final class Reviewers {
  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9-]*");

  private Reviewers() {}

  /// The names on the forge, by role.
  static Map<String, List<String>> read(Mapping file, Faults faults) {
    Map<String, List<String>> reviewers = new LinkedHashMap<>();
    file.mapping("reviewers")
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (role, entry) -> {
                          if (!ROLE.matcher(role).matches()) {
                            faults.badValue(
                                entry.getKeyNode(),
                                "A role can't be named '" + role + "'.",
                                "A name is lower-case letters, digits and hyphens, and begins with"
                                    + " a letter.");
                          }
                          reviewers.put(
                              role, all.texts(role).stream().map(ScalarNode::getValue).toList());
                        }));
    return Collections.unmodifiableMap(reviewers);
  }
}
