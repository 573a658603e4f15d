package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Optional;
import java.util.regex.Pattern;

/// `grafana:` of `towpath.yaml`: where releases are shown in charts.
///
/// @param url of the Grafana, without `/api`
/// @param token of a service account that may write annotations
public record GrafanaSettings(Template url, Template token) {
  private static final Pattern URL = Pattern.compile("(?:https?://|\\$\\{)\\S+");

  static Optional<GrafanaSettings> read(Mapping file, Faults faults) {
    return file.mapping("grafana").flatMap(mapping -> of(mapping, faults));
  }

  private static Optional<GrafanaSettings> of(Mapping mapping, Faults faults) {
    for (String name : new String[] {"url", "token"}) {
      mapping.require(name, "'grafana' has no '" + name + "'.");
    }
    Optional<Template> url =
        mapping
            .text("url", URL, "It is a URL that begins with http or https.")
            .flatMap(value -> Template.of(value, "url", faults));
    Optional<Template> token = Template.read(mapping, "token", faults);
    mapping.end();
    return url.flatMap(at -> token.map(secret -> new GrafanaSettings(at, secret)));
  }
}
