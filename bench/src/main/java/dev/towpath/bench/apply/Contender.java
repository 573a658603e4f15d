package dev.towpath.bench.apply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program that is measured; each run is a process of its own.
record Contender(String name, List<String> program, Arguments arguments, List<Action> actions) {
  /// How a contender is told what to do: where the project lies, which database, what.
  interface Arguments {
    List<String> of(Path project, String url, Action action);
  }

  /// A class of this module, on a JVM with its usual settings.
  static Contender ofClass(String name, Class<?> main) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new Contender(
        name,
        List.of(java, "--enable-native-access=ALL-UNNAMED", "-cp", classes, main.getName()),
        (project, url, action) -> List.of(project.toString(), url, action.name()),
        List.of(Action.values()));
  }

  /// The program as a user starts it.
  static Contender commandLine(String name, Path launcher) {
    return new Contender(
        name,
        List.of(launcher.toString()),
        (project, url, action) -> {
          List<String> words = new ArrayList<>(List.of("-C", project.toString()));
          words.addAll(action == Action.STATUS ? List.of("status") : List.of("apply"));
          words.addAll(List.of("-e", url));
          return words;
        },
        List.of(Action.values()));
  }

  /// The same program, for what it can do.
  Contender without(Action action) {
    return new Contender(
        name, program, arguments, actions.stream().filter(other -> other != action).toList());
  }

  List<String> line(Path project, String url, Action action) {
    List<String> line = new ArrayList<>(program);
    line.addAll(arguments.of(project, url, action));
    return line;
  }
}
