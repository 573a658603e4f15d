package dev.towpath.config;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Chooses the database that a command works on, from `-e` and the project's environments.
///
/// @param platform what the embedded server is prepared with
/// @param variables the environment variables, for `${NAME}` and for what a URL leaves out
public record Targets(Project project, Platform platform, Map<String, String> variables) {
  /// How long a statement waits for a lock unless the project says otherwise: short enough that
  /// the queue behind it is not felt by users.
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(4);

  private static final String URL_NAME = "the given URL";
  /// Where the embedded database of a project lies, in the project's folder.
  public static final String EMBEDDED_FOLDER = ".towpath/postgres";

  /// The target that `-e` names; without it the project's only environment, or the embedded one.
  public Target choose(Optional<String> name) {
    return name.map(this::named).orElseGet(this::only);
  }

  private Target named(String name) {
    if (isUrl(name)) {
      return target(URL_NAME, place(name));
    }
    Environment environment = project.environments().get(name);
    if (environment != null) {
      return target(environment);
    }
    if (name.equals(Environment.EMBEDDED)) {
      return target(name, embedded());
    }
    throw unknown(name).exception();
  }

  private Target only() {
    List<Environment> all = List.copyOf(project.environments().values());
    if (all.size() > 1) {
      throw Problem.of("environment-not-chosen", Exit.USAGE, "Which environment is meant?")
          .because("The project has " + String.join(", ", project.environments().keySet()) + ".")
          .leaving("No database was connected to.")
          .next("Name one: -e " + all.getFirst().name())
          .exception();
    }
    return all.isEmpty() ? target(Environment.EMBEDDED, embedded()) : target(all.getFirst());
  }

  private Problem unknown(String name) {
    List<String> known = new ArrayList<>(project.environments().keySet());
    known.add(Environment.EMBEDDED);
    return Problem.of("environment-unknown", Exit.USAGE, "There is no environment '" + name + "'.")
        .leaving("No database was connected to.")
        .next(Nearest.hint(name, known) + " A postgresql:// URL is possible too.");
  }

  private Target target(Environment environment) {
    return new Target(
        environment.name(),
        place(environment.database().expand(variables)),
        environment.direct().map(direct -> DatabaseUrl.parse(direct.expand(variables), variables)),
        environment.lockTimeout().orElse(LOCK_TIMEOUT),
        environment.statementTimeout(),
        project.postgres(),
        platform);
  }

  private Target target(String name, Target.Place place) {
    return new Target(
        name,
        place,
        Optional.empty(),
        LOCK_TIMEOUT,
        Optional.empty(),
        project.postgres(),
        platform);
  }

  private Target.Place place(String database) {
    return database.equals(Environment.EMBEDDED)
        ? embedded()
        : new Target.Url(DatabaseUrl.parse(database, variables));
  }

  private Target.Place embedded() {
    return new Target.Embedded(project.root().resolve(EMBEDDED_FOLDER));
  }

  private static boolean isUrl(String name) {
    return name.contains("/") || name.contains("=");
  }
}
