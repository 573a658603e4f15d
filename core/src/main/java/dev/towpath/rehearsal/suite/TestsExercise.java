package dev.towpath.rehearsal.suite;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.Rehearsed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs the project's SQL tests, with pgTAP or with plain assertions, on a copy of the rehearsed
/// database.
public final class TestsExercise implements Exercise {
  /// What one statement of a test may take.
  public static final Duration LIMIT = Duration.ofMinutes(1);

  private final List<Path> places;
  private final Duration limit;

  /// @param places files and folders, relative to the project; where tests usually are if there
  ///     are none
  public TestsExercise(List<Path> places, Duration limit) {
    this.places = List.copyOf(places);
    this.limit = limit;
  }

  @Override
  public String name() {
    return "tests";
  }

  @Override
  public Exercised run(Rehearsed database) {
    List<Path> where =
        places.isEmpty() ? TestFiles.usual(database.project()).stream().toList() : places;
    if (where.isEmpty()) {
      return Exercised.skipped("There is no folder of tests.");
    }
    List<TestFile> files = TestFiles.read(database.project(), where);
    if (files.isEmpty()) {
      return Exercised.skipped("There are no tests in " + where.getFirst().getFileName() + ".");
    }
    try {
      return new TestsReport(run(files, database), !places.isEmpty()).exercised();
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be asked", e);
    }
  }

  private List<FileOutcome> run(List<TestFile> files, Rehearsed database) throws SQLException {
    DatabaseUrl copy = database.copy("towpath_tests");
    String schema = database.platform() == Platform.SUPABASE ? "extensions" : "";
    FileRun run = new FileRun(copy, hasPgTap(copy), schema, limit);
    List<FileOutcome> outcomes = new ArrayList<>();
    for (TestFile file : files) {
      outcomes.add(run.run(file));
    }
    return outcomes;
  }

  private static boolean hasPgTap(DatabaseUrl database) throws SQLException {
    try (Connection connection = database.connect("towpath/tests");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select from pg_available_extensions where name = 'pgtap')")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
