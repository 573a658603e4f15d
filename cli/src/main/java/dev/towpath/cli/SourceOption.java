package dev.towpath.cli;

import dev.towpath.catalog.source.CatalogSources;
import dev.towpath.catalog.source.Source;
import dev.towpath.catalog.source.SourceWord;
import dev.towpath.catalog.source.Sourced;
import dev.towpath.config.Environment;
import dev.towpath.config.Project;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which catalog is meant.
final class SourceOption {
  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "An environment of towpath.yaml, embedded, or a postgresql:// URL.")
  @Nullable String environment;

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description =
          "Instead: a snapshot file, a folder of migrations, or REVISION:PATH of one of them in"
              + " git.")
  @Nullable String from;

  /// What was chosen, or what holds if nothing was.
  Source source(Wiring wiring, Project project, Source usual) {
    if (environment != null && from != null) {
      throw Misuse.onlyOneOf("-e", "--from");
    }
    if (environment != null) {
      return new Source.Database(environment);
    }
    return from == null ? usual : named(wiring, project, from);
  }

  /// What was chosen, or the project's own migrations; only then must it have some.
  Source sourceOrMigrations(Wiring wiring, Project project) {
    return environment == null && from == null
        ? migrations(wiring, project)
        : source(wiring, project, new Source.Database(Environment.EMBEDDED));
  }

  /// These options as they were typed, each behind a space; never a URL, which may hold a secret.
  String words() {
    if (environment != null) {
      return " -e " + word("");
    }
    return from == null ? "" : " --from " + word("");
  }

  /// The one word that names the chosen source where `catalog diff` asks for it; never a URL.
  String word(String usual) {
    String chosen = environment != null ? environment : from;
    String word = chosen == null ? usual : chosen;
    return word.contains("://") ? "URL" : word;
  }

  /// The source that a word means.
  static Source named(Wiring wiring, Project project, String word) {
    Set<String> environments = new HashSet<>(project.environments().keySet());
    environments.add(Environment.EMBEDDED);
    return SourceWord.read(word, wiring.folder(), environments);
  }

  /// The project's own migrations.
  static Source migrations(Wiring wiring, Project project) {
    return new Source.Migrations(project.root().resolve(wiring.layout(project).folder()));
  }

  /// Reads sources one after the other; what goes on is shown until it is closed.
  static Sourced read(Wiring wiring, Project project, Source source)
      throws SQLException, IOException {
    try (RunProgress progress = wiring.runProgress("replayed", Interruption.ofReading())) {
      return new CatalogSources(
              wiring.folder(),
              name -> wiring.open(wiring.target(project, name)),
              found -> wiring.replayed(project, found.layout(), project.postgres()),
              progress)
          .read(source);
    }
  }
}
