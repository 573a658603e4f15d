package dev.towpath.cli;

import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.oldcode.CalledStatements;
import dev.towpath.rehearsal.oldcode.OldCodeExercise;
import dev.towpath.rehearsal.rowsecurity.RowSecurityExercise;
import dev.towpath.rehearsal.rowsecurity.RowSecurityExercise.Which;
import dev.towpath.rehearsal.suite.CommandExercise;
import dev.towpath.rehearsal.suite.TestsExercise;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What is tried on the rehearsed database beside the way back.
final class ExerciseOptions {
  @Option(
      names = "--tests",
      paramLabel = "PATH",
      description =
          "SQL tests to run, a file or a folder; by default supabase/tests or tests/database."
              + " Repeatable.")
  List<Path> tests = List.of();

  @Option(
      names = "--test-command",
      paramLabel = "COMMAND",
      description = "A command to run with DATABASE_URL of the scratch database. Repeatable.")
  List<String> commands = List.of();

  @Option(
      names = "--test-limit",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "What a test command may take; by default 10m.")
  Duration commandLimit = CommandExercise.LIMIT;

  /// The words of `--rls`.
  enum Rls {
    changed,
    all,
    off
  }

  @Option(
      names = "--rls",
      paramLabel = "TABLES",
      description =
          "Whose row security is exercised: ${COMPLETION-CANDIDATES}. By default of tables that"
              + " are new or whose policies change.")
  Rls rls = Rls.changed;

  @Option(
      names = "--statements",
      paramLabel = "FILE",
      description = "SQL statements of the application that must still work. Repeatable.")
  List<Path> statements = List.of();

  private List<String> called = List.of();

  /// Takes along which statements a target counted.
  void ask(Connection target) {
    called = CalledStatements.read(target);
  }

  /// In the order in which they run.
  List<Exercise> exercises(Path project) {
    List<Exercise> exercises = new ArrayList<>();
    exercises.add(new OldCodeExercise(project, statements, called));
    exercises.add(
        new RowSecurityExercise(
            switch (rls) {
              case changed -> Which.CHANGED;
              case all -> Which.ALL;
              case off -> Which.NONE;
            }));
    exercises.add(new TestsExercise(tests, TestsExercise.LIMIT));
    for (int i = 0; i < commands.size(); i++) {
      exercises.add(new CommandExercise(commands.get(i), i + 1, commandLimit));
    }
    return exercises;
  }
}
