package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.Migration;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.RehearsalRequest;
import dev.towpath.rehearsal.rows.RowMaker;
import dev.towpath.rehearsal.rows.RowsExercise;
import dev.towpath.rehearsal.size.LikeExercise;
import dev.towpath.rehearsal.size.SizeReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How large the database is that is rehearsed for.
final class SizeOptions {
  private static final long MOST_ROWS = 100_000_000;

  @Option(
      names = "--like",
      paramLabel = "ENV",
      description =
          "Estimates rows, times and locks for the table sizes of that environment, which is only"
              + " read. Without -e and --base its pending migrations are rehearsed.")
  @Nullable String like;

  @Option(
      names = "--rows",
      paramLabel = "N",
      converter = Rows.class,
      description =
          "Fills the tables that the migrations name with so many generated rows before they run.")
  long rows;

  /// A number of rows.
  static final class Rows implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        long rows = Long.parseLong(text.replace("_", ""));
        if (rows >= 1 && rows <= MOST_ROWS) {
          return rows;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new TypeConversionException("'" + text + "' is no number from 1 to " + MOST_ROWS);
    }
  }

  List<Exercise> exercises(Wiring wiring, Project project, RehearsalRequest request)
      throws SQLException {
    List<Exercise> exercises = new ArrayList<>();
    List<Migration> pending = request.selection().pending();
    if (pending.isEmpty()) {
      return exercises;
    }
    if (rows > 0) {
      Set<String> left = Set.of(request.layout().history().table());
      exercises.add(new RowsExercise(rows, pending, left));
    }
    if (like != null) {
      Set<String> words = RowMaker.words(pending.stream().map(each -> each.up().text()).toList());
      try (OpenTarget target = wiring.target(project, request.layout(), like).open()) {
        exercises.add(new LikeExercise(SizeReader.read(target, words)));
      }
    }
    return exercises;
  }
}
