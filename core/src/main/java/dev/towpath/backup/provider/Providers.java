package dev.towpath.backup.provider;

import dev.towpath.config.Environment;
import dev.towpath.config.Project;
import dev.towpath.config.ProviderSettings;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The providers of a project's environments, as `towpath.yaml` describes them.
///
/// @param variables of the environment, for a token
public record Providers(Project project, Map<String, String> variables) {

  /// The provider of an environment.
  ///
  /// @param name as the file calls it
  /// @throws dev.towpath.problem.ProblemException with `provider-not-configured`
  public Provider named(String environment, String name) {
    List<ProviderSettings> known =
        Optional.ofNullable(project.environments().get(environment))
            .map(Environment::providers)
            .orElse(List.of());
    return known.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(this::of)
        .orElseThrow(() -> unknown(environment, name).exception());
  }

  /// The provider that has a backup: a manifest alone never says which programs are run how.
  ///
  /// @param place where the manifest says that it is
  /// @throws dev.towpath.problem.ProblemException with `provider-not-configured`
  public Provider at(String environment, String name, String place) {
    Provider provider = named(environment, name);
    if (!provider.place().equals(place)) {
      throw Problem.of(
              "provider-not-configured",
              Exit.USAGE,
              "Nobody knows how to reach " + place + " of " + name + ".")
          .because("towpath.yaml has " + provider.place() + " for " + environment + " by now.")
          .leaving("Nothing was asked for or changed.")
          .next("Write the old one there as long as its backups are needed.")
          .exception();
    }
    return provider;
  }

  private Provider of(ProviderSettings settings) {
    return switch (settings) {
      case ProviderSettings.PgBackRest(String stanza, Optional<Integer> repo, var config) ->
          new PgBackRest(PgBackRest.NAME, stanza, repo, config.map(this::file), isRoot());
      case ProviderSettings.Barman(String server, var config) ->
          new Barman(Barman.NAME, server, config.map(this::file));
      case ProviderSettings.Supabase(String reference, var url) ->
          new SupabaseProject(reference, url, token(), SupabaseApi.Pace.USUAL);
    };
  }

  private Path file(String name) {
    return project.root().resolve(name).toAbsolutePath();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private String token() {
    return variables.getOrDefault(SupabaseProject.VARIABLE, "").strip();
  }

  private static Problem unknown(String environment, String name) {
    return Problem.of(
            "provider-not-configured",
            Exit.USAGE,
            "Nobody knows where " + name + " keeps the backups of " + environment + ".")
        .because("towpath.yaml has no '" + name + "' under 'providers' of that environment.")
        .leaving("Nothing was asked for or changed.")
        .next("Write it there: see docs/how-to/providers.md");
  }
}
