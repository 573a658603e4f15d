package dev.towpath.forge;

import dev.towpath.config.Template;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Which repository on which forge, as a runbook says it.
///
/// @param repository `owner/name`; on GitLab also in groups of groups
/// @param api the API's URL
public record ForgeAddress(Vendor vendor, String repository, Template token, Template api) {
  /// The forges that there are.
  public enum Vendor {
    GITHUB("github", "GitHub", "[A-Za-z0-9._-]+/[A-Za-z0-9._-]+", "https://api.github.com"),
    GITLAB("gitlab", "GitLab", "[\\w.-]+(?:/[\\w.-]+)+", "https://gitlab.com/api/v4");

    private final String word;
    private final String title;
    private final Pattern repository;
    private final String api;

    Vendor(String word, String title, String repository, String api) {
      this.word = word;
      this.title = title;
      this.repository = Pattern.compile(repository);
      this.api = api;
    }

    /// As it stands in a runbook.
    public String word() {
      return word;
    }

    /// As people write it.
    public String title() {
      return title;
    }
  }

  /// Reads `github` or `gitlab`, `token` and `api` of a mapping; faults are noted.
  public static Optional<ForgeAddress> read(Mapping mapping, Faults faults) {
    List<Vendor> named =
        List.of(Vendor.values()).stream().filter(each -> mapping.has(each.word())).toList();
    if (named.isEmpty()) {
      faults.missing(mapping.node(), "github", "It isn't said which repository is asked.");
    } else if (named.size() > 1) {
      faults.badValue(mapping.node(), "It names two forges.", "It has one of github, gitlab.");
    }
    Vendor vendor = named.isEmpty() ? Vendor.GITHUB : named.getFirst();
    Optional<String> repository =
        mapping
            .text(vendor.word(), vendor.repository, "It is owner/name.")
            .map(ScalarNode::getValue);
    Template token =
        Template.read(mapping, "token", faults)
            .orElse(usual(mapping, faults, "${" + vendor.name() + "_TOKEN}"));
    Template api = Template.read(mapping, "api", faults).orElse(usual(mapping, faults, vendor.api));
    return repository.map(name -> new ForgeAddress(vendor, name, token, api));
  }

  private static Template usual(Mapping mapping, Faults faults, String text) {
    return new Template(text, faults.location(mapping.node()));
  }

  /// The forge itself.
  ///
  /// @param variables for the token and the URL
  /// @throws dev.towpath.problem.ProblemException with `variable-not-set`
  public Forge open(Map<String, String> variables) {
    String root = api.expand(variables);
    String secret = token.expand(variables);
    return switch (vendor) {
      case GITHUB -> GitHub.of(repository, root, secret);
      case GITLAB -> GitLab.of(repository, root, secret);
    };
  }
}
