package dev.towpath.release.step;

import dev.towpath.control.UserFolders;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Jars with kinds of steps that a user added. They lie in a folder of the user's and never in a
/// project: what a checkout brings must not run before anybody approved it.
final class Plugins {
  private static final String VARIABLE = "TOWPATH_PLUGINS";

  /// A class loader stays as long as the program: its steps may be running.
  private static final Map<List<Path>, StepKinds> LOADED = new ConcurrentHashMap<>();

  private Plugins() {}

  /// The kinds of the program and of the user's jars.
  ///
  /// @throws dev.towpath.problem.ProblemException with `plugin-unusable`
  static StepKinds kinds(Map<String, String> variables) {
    List<Path> jars = jars(folder(variables));
    return jars.isEmpty() ? StepKinds.installed() : LOADED.computeIfAbsent(jars, Plugins::load);
  }

  private static Path folder(Map<String, String> variables) {
    return Optional.ofNullable(variables.get(VARIABLE))
        .filter(said -> !said.isEmpty())
        .map(Path::of)
        .orElseGet(() -> UserFolders.config(variables).resolve("plugins"));
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .map(Path::toAbsolutePath)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unusable(List.of(folder), e).exception(e);
    }
  }

  /// The loader is left open on purpose: the kinds load their other classes later.
  @SuppressWarnings("resource")
  private static StepKinds load(List<Path> jars) {
    try {
      List<URL> urls = new ArrayList<>();
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
      return StepKinds.installed(
          new URLClassLoader(urls.toArray(URL[]::new), Plugins.class.getClassLoader()));
    } catch (MalformedURLException
        | ServiceConfigurationError
        | LinkageError
        | IllegalStateException e) {
      throw unusable(jars, e).exception(e);
    }
  }

  private static Problem unusable(List<Path> jars, Throwable e) {
    return Problem.of("plugin-unusable", Exit.USAGE, "Kinds of steps of your own can't be loaded.")
        .because(
            e.getMessage()
                + " ("
                + String.join(", ", jars.stream().map(Path::toString).toList())
                + ")")
        .leaving("Nothing was read or changed.")
        .next("Mend the jar or take it out of its folder; see docs/reference/runbook.md");
  }

  /// The jar that a step comes from; empty for one that the program brings along.
  static Optional<Path> jar(Step step) {
    Class<?> type = step.getClass();
    boolean own = Objects.equals(type.getClassLoader(), Plugins.class.getClassLoader());
    return !own && type.getClassLoader() instanceof URLClassLoader
        ? Optional.of(
            Path.of(URI.create("" + type.getProtectionDomain().getCodeSource().getLocation())))
        : Optional.empty();
  }
}
