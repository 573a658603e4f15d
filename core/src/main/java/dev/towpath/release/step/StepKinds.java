package dev.towpath.release.step;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// The kinds of steps that this program knows, by their words.
public final class StepKinds {
  private final Map<String, StepKind> byWord;

  private StepKinds(Map<String, StepKind> byWord) {
    this.byWord = Collections.unmodifiableMap(byWord);
  }

  /// Those on the class path.
  public static StepKinds installed() {
    return of(ServiceLoader.load(StepKind.class));
  }

  /// Those on the class path, and those in the jars that the user added: every `.jar` in the folder
  /// that `TOWPATH_PLUGINS` names, by default `plugins` of the user's configuration.
  ///
  /// @throws dev.towpath.problem.ProblemException with `plugin-unusable`
  public static StepKinds installed(Map<String, String> variables) {
    return Plugins.kinds(variables);
  }

  /// The jar of the user's that a step comes from; empty for one that the program brings along.
  public static Optional<Path> jar(Step step) {
    return Plugins.jar(step);
  }

  /// Those that a class loader finds.
  static StepKinds installed(ClassLoader loader) {
    return of(ServiceLoader.load(StepKind.class, loader));
  }

  static StepKinds of(Iterable<StepKind> kinds) {
    Map<String, StepKind> byWord = new TreeMap<>();
    for (StepKind kind : kinds) {
      StepKind other = byWord.putIfAbsent(kind.word(), kind);
      if (other != null) {
        throw new IllegalStateException(
            "two kinds of step are called "
                + kind.word()
                + ": "
                + other.getClass().getName()
                + " and "
                + kind.getClass().getName());
      }
    }
    return new StepKinds(byWord);
  }

  public Optional<StepKind> named(String word) {
    return Optional.ofNullable(byWord.get(word));
  }

  /// In the order of the alphabet.
  public Collection<StepKind> all() {
    return byWord.values();
  }

  public Collection<String> words() {
    return byWord.keySet();
  }
}
