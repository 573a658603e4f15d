package dev.towpath.config;

import dev.towpath.yaml.Mapping;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Who keeps backups of an environment elsewhere: an entry of `providers:` in `towpath.yaml`.
public sealed interface ProviderSettings {
  /// As the file calls it.
  String name();

  /// A stanza of pgBackRest.
  ///
  /// @param repo which of several repositories
  /// @param config its configuration file, relative to the project
  record PgBackRest(String stanza, Optional<Integer> repo, Optional<String> config)
      implements ProviderSettings {
    @Override
    public String name() {
      return "pgbackrest";
    }
  }

  /// A server of Barman.
  ///
  /// @param server as Barman calls it
  /// @param config its configuration file, relative to the project
  record Barman(String server, Optional<String> config) implements ProviderSettings {
    @Override
    public String name() {
      return "barman";
    }
  }

  /// A project of Supabase.
  ///
  /// @param project its reference
  /// @param url where the management interface is
  record Supabase(String project, URI url) implements ProviderSettings {
    /// Where Supabase itself has it.
    static final URI USUAL = URI.create("https://api.supabase.com");

    @Override
    public String name() {
      return "supabase";
    }
  }

  /// What the tools take for a name; it can't be mistaken for an option.
  Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

  Pattern REFERENCE = Pattern.compile("[a-z]{20}");

  /// A token goes there: in clear text it doesn't leave this machine.
  Pattern ADDRESS =
      Pattern.compile(
          "(https://[A-Za-z0-9.-]+|http://(127\\.0\\.0\\.1|localhost))"
              + "(:\\d{1,5})?(/[A-Za-z0-9._~-]+)*/?");

  int MOST_REPOSITORIES = 256;

  static List<ProviderSettings> read(Mapping all) {
    List<ProviderSettings> settings = new ArrayList<>();
    all.mapping("pgbackrest").flatMap(ProviderSettings::pgBackRest).ifPresent(settings::add);
    all.mapping("barman").flatMap(ProviderSettings::barman).ifPresent(settings::add);
    all.mapping("supabase").flatMap(ProviderSettings::supabase).ifPresent(settings::add);
    all.end();
    return List.copyOf(settings);
  }

  private static Optional<ProviderSettings> pgBackRest(Mapping mapping) {
    Optional<Integer> repo = mapping.number("repo", 1, MOST_REPOSITORIES);
    Optional<String> config = mapping.text("config").map(ScalarNode::getValue);
    return needed(mapping, "stanza", NAME, "It is the name of a stanza.")
        .map(stanza -> new PgBackRest(stanza, repo, config));
  }

  private static Optional<ProviderSettings> barman(Mapping mapping) {
    Optional<String> config = mapping.text("config").map(ScalarNode::getValue);
    return needed(mapping, "server", NAME, "It is the name of a server of Barman.")
        .map(server -> new Barman(server, config));
  }

  private static Optional<ProviderSettings> supabase(Mapping mapping) {
    Optional<URI> url =
        mapping
            .text("url", ADDRESS, "It is an https:// address, or one of this machine.")
            .map(value -> URI.create(value.getValue()));
    return needed(mapping, "project", REFERENCE, "It is the reference: 20 letters.")
        .map(project -> new Supabase(project, url.orElse(Supabase.USUAL)));
  }

  /// Ends the mapping too: it is the last that is read of it.
  private static Optional<String> needed(Mapping mapping, String name, Pattern form, String help) {
    mapping.require(name, "'" + name + "' is missing. " + help);
    Optional<String> value = mapping.text(name, form, help).map(ScalarNode::getValue);
    mapping.end();
    return value;
  }
}
