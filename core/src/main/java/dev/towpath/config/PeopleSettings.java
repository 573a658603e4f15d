package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `roles:` and `security:` of `towpath.yaml`.
///
/// @param roles that people can hold; empty where the file doesn't say
/// @param security who is told at once when somebody may be trying another's password
public record PeopleSettings(Optional<List<String>> roles, List<Channel> security) {
  /// How a role may be called.
  public static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9-]*");

  public static final String ROLE_HELP =
      "A name is lower-case letters, digits and hyphens, and begins with a letter.";

  /// What holds unless the file says otherwise.
  public static final PeopleSettings USUAL = new PeopleSettings(Optional.empty(), List.of());

  private static final List<String> USUAL_ROLES =
      List.of("engineering", "product-owner", "quality-lead", "on-call");

  static PeopleSettings read(Mapping file, Faults faults) {
    List<Channel> security =
        file.mapping("security").map(each -> security(each, faults)).orElse(List.of());
    List<String> roles = roles(file, faults);
    return new PeopleSettings(file.has("roles") ? Optional.of(roles) : Optional.empty(), security);
  }

  private static List<Channel> security(Mapping mapping, Faults faults) {
    List<Channel> channels = Channels.read(mapping, "critical", faults);
    mapping.end();
    return channels;
  }

  private static List<String> roles(Mapping file, Faults faults) {
    List<String> roles = new ArrayList<>();
    for (ScalarNode role : file.texts("roles")) {
      if (!ROLE.matcher(role.getValue()).matches()) {
        faults.badValue(role, "A role can't be named '" + role.getValue() + "'.", ROLE_HELP);
      } else if (roles.contains(role.getValue())) {
        faults.badValue(
            role, "'" + role.getValue() + "' stands here twice.", "Name each role once.");
      } else {
        roles.add(role.getValue());
      }
    }
    return List.copyOf(roles);
  }

  /// Those of the file, or those of the usual classes.
  public List<String> known() {
    return roles.orElse(USUAL_ROLES);
  }
}
