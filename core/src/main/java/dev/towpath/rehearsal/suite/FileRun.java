package dev.towpath.rehearsal.suite;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.rehearsal.suite.FileOutcome.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs one file of tests in a session of its own.
///
/// A file without transactions runs in one that is rolled back; one that has them runs as psql runs
/// it, so that what it commits is there for the files behind it.
final class FileRun {
  private static final Pattern OWN_PGTAP =
      Pattern.compile(
          "create\\s+extension\\s+(if\\s+not\\s+exists\\s+)?\"?pgtap\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNAVAILABLE =
      Pattern.compile("extension \"([^\"]+)\" (?:is not available|has no)");

  /// What people call of the helpers of that name, which are fetched from elsewhere.
  private static final Pattern HELPERS =
      Pattern.compile(
          "(?:schema \"tests\"|function tests\\.\\w+\\(.*|schema \"dbdev\").* not exist");

  private final DatabaseUrl database;
  private final boolean pgTap;
  private final String extensionSchema;
  private final Duration limit;

  /// @param pgTap whether the server has it
  /// @param extensionSchema where extensions are made, with its quotes; empty for the first of the
  ///     search path
  FileRun(DatabaseUrl database, boolean pgTap, String extensionSchema, Duration limit) {
    this.database = database;
    this.pgTap = pgTap;
    this.extensionSchema = extensionSchema;
    this.limit = limit;
  }

  FileOutcome run(TestFile file) throws SQLException {
    Optional<String> refusal = file.refusal();
    if (refusal.isPresent()) {
      return FileOutcome.notRun(file, refusal.get());
    }
    if (file.isTap() && !pgTap) {
      return FileOutcome.notRun(file, "It needs pgTAP, which is not on this machine.");
    }
    long from = System.nanoTime();
    try (Connection connection = database.connect("towpath/tests");
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (file.isTap()) {
        provide(file, statement);
      }
      statement.execute("set statement_timeout = " + limit.toMillis());
      if (!file.hasTransactions()) {
        statement.execute("begin");
      }
      return run(file, statement, from);
    }
  }

  private void provide(TestFile file, Statement statement) throws SQLException {
    Matcher own = OWN_PGTAP.matcher(file.script().text());
    boolean makes = own.find();
    if (makes && own.group(1) == null) {
      statement.execute("drop extension if exists pgtap");
    } else if (!makes) {
      statement.execute(
          "create extension if not exists pgtap"
              + (extensionSchema.isEmpty() ? "" : " with schema " + extensionSchema));
    }
  }

  private FileOutcome run(TestFile file, Statement session, long from) {
    List<String> lines = new ArrayList<>();
    Optional<Fault> error = Optional.empty();
    for (dev.towpath.sql.Statement each : file.statements()) {
      try {
        execute(each.sql(), session, lines);
      } catch (SQLException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        Optional<String> missing = missing(message);
        if (missing.isPresent()) {
          return FileOutcome.notRun(file, missing.get());
        }
        error = Optional.of(new Fault(message, file.script().position(each.span().start())));
        break;
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    Optional<Tap> tap = file.isTap() ? Optional.of(Tap.read(lines)) : Optional.empty();
    return FileOutcome.of(file, tap, error, took);
  }

  private static Optional<String> missing(String message) {
    Matcher extension = UNAVAILABLE.matcher(message);
    if (extension.find()) {
      return Optional.of(
          "It needs the extension " + extension.group(1) + ", which the scratch server lacks.");
    }
    return HELPERS.matcher(message).find()
        ? Optional.of(
            "It needs basejump-supabase_test_helpers, which the scratch server lacks: put its SQL"
                + " into a file of the tests that runs first.")
        : Optional.empty();
  }

  private static void execute(String sql, Statement session, List<String> lines)
      throws SQLException {
    boolean rows = session.execute(sql);
    while (rows || session.getUpdateCount() != -1) {
      if (rows) {
        try (ResultSet result = session.getResultSet()) {
          while (result.next()) {
            String text = result.getString(1);
            if (text != null) {
              text.lines().forEach(lines::add);
            }
          }
        }
      }
      rows = session.getMoreResults();
    }
  }
}
