package dev.towpath.rehearsal.oldcode;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.Rehearsed;
import dev.towpath.rehearsal.oldcode.OldStatement.Kind;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prepares what was written for the schema before on the schema after: views, functions and the
/// application's statements. What could be prepared before and can't be any more is broken.
public final class OldCodeExercise implements Exercise {
  private static final int SHOWN_CHARACTERS = 120;

  private final Path project;
  private final List<Path> files;
  private final List<String> called;
  private final List<OldStatement> prepared = new ArrayList<>();
  private int unprepared;
  private int asked;

  /// @param files statements of the application, relative to the project
  /// @param called more of them, as the target counted them
  public OldCodeExercise(Path project, List<Path> files, List<String> called) {
    this.project = project;
    this.files = List.copyOf(files);
    this.called = List.copyOf(called);
  }

  @Override
  public String name() {
    return "old code";
  }

  @Override
  public void before(DatabaseUrl owner) {
    List<OldStatement> all = application();
    try (Connection connection = owner.connect("towpath/old-code")) {
      connection.setAutoCommit(false);
      all.addAll(new SchemaCode(connection).read());
      Preparing preparing = new Preparing(connection);
      for (OldStatement each : all) {
        boolean counts = each.kind() == Kind.DEFINITION || Preparing.isPreparable(each.sql());
        if (counts && preparing.failure(each).isEmpty()) {
          prepared.add(each);
        } else if (each.kind() == Kind.APPLICATION) {
          unprepared++;
        }
      }
      asked = all.size();
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be asked", e);
    }
  }

  private List<OldStatement> application() {
    List<OldStatement> all = new ArrayList<>();
    files.forEach(file -> all.addAll(StatementFile.read(project, file)));
    called.forEach(
        sql -> all.add(OldStatement.ofApplication("pg_stat_statements", Optional.empty(), sql)));
    return all;
  }

  @Override
  public Exercised run(Rehearsed database) {
    if (asked == 0) {
      return Exercised.skipped("The state before has no views and functions; no statements named.");
    }
    try (Connection connection = database.owner().connect("towpath/old-code")) {
      connection.setAutoCommit(false);
      Exercised exercised = again(connection);
      connection.rollback();
      return exercised;
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be asked", e);
    }
  }

  private Exercised again(Connection connection) throws SQLException {
    Map<Long, String> sources =
        new SchemaCode(connection)
            .read().stream()
                .collect(Collectors.toMap(OldStatement::object, OldStatement::source, (a, b) -> a));
    Preparing preparing = new Preparing(connection);
    List<Finding> findings = new ArrayList<>();
    int tried = 0;
    for (OldStatement old : prepared) {
      // What the migrations replaced or dropped is no old code any more.
      if (old.object() == 0
          || (old.kind() == Kind.VIEW && sources.containsKey(old.object()))
          || old.source().equals(sources.get(old.object()))) {
        tried++;
        preparing.failure(old).map(message -> broken(old, message)).ifPresent(findings::add);
      }
    }
    String words = (tried - findings.size()) + " of " + tried + " statements can still be prepared";
    return Exercised.done(words, findings).showing(List.of(), data(tried));
  }

  private static Finding broken(OldStatement old, String message) {
    String sql = old.sql().strip().replaceAll("\\s+", " ");
    String brief =
        sql.length() <= SHOWN_CHARACTERS ? sql : sql.substring(0, SHOWN_CHARACTERS) + "…";
    Finding finding =
        old.kind() == Kind.APPLICATION
            ? Finding.of(
                    "application-statement-broken",
                    Severity.ERROR,
                    "A statement of the application no longer works: " + brief)
                .help(
                    "The old version of the application still runs when the migration is through:"
                        + " expand first, and contract when it has gone.")
            : Finding.of(
                    "schema-code-broken",
                    Severity.ERROR,
                    "The " + old.origin() + " no longer works: " + brief)
                .help("Replace it in the same migration.");
    finding = finding.because("The server says now: " + message);
    return old.where().map(finding::at).orElse(finding);
  }

  private Map<String, @Nullable Object> data(int tried) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("tried", tried);
    for (Kind kind : Kind.values()) {
      long count = prepared.stream().filter(each -> each.kind() == kind).count();
      data.put(kind.name().toLowerCase(Locale.ROOT), count);
    }
    data.put("notPreparableBefore", unprepared);
    return data;
  }
}
