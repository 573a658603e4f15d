package dev.towpath.rehearsal.rows;

import dev.towpath.migration.Migration;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.Rehearsed;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fills the tables that the pending migrations name, and those that they refer to, before they
/// run, so that times, rewrites and scans are measured on rows.
public final class RowsExercise implements Exercise {
  private final long rows;
  private final List<String> texts;
  private final Set<String> left;
  private List<RowMaker.Filled> filled = List.of();

  /// @param rows for each table
  /// @param pending whose texts name the tables
  /// @param left tables that are left alone: the history
  public RowsExercise(long rows, List<Migration> pending, Set<String> left) {
    this.rows = rows;
    this.texts = pending.stream().map(each -> each.up().text()).toList();
    this.left = Set.copyOf(left);
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public void prepare(DatabaseUrl superuser) {
    try (Connection connection = superuser.connect("towpath/rows")) {
      RowMaker maker = RowMaker.of(connection);
      Set<String> named = maker.mentioned(texts);
      filled = maker.fill(each -> named.contains(each) && !left.contains(each), rows);
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be filled", e);
    }
  }

  @Override
  public Exercised run(Rehearsed database) {
    return told(Exercised.done(words(), findings()));
  }

  @Override
  public Exercised unrun(String why) {
    Exercised skipped = Exercised.skipped(words() + "; then: " + why);
    return told(skipped);
  }

  private String words() {
    long whole = filled.stream().filter(each -> each.why().isEmpty()).count();
    return filled.isEmpty()
        ? "no table to fill: the migrations name none that was there before"
        : whole + " of " + filled.size() + " tables filled with " + rows + " rows each";
  }

  private List<Finding> findings() {
    return filled.stream().filter(each -> !each.why().isEmpty()).map(this::fewer).toList();
  }

  private Finding fewer(RowMaker.Filled table) {
    return Finding.of(
            "rows-not-generated",
            Severity.NOTE,
            table.table() + " got " + table.rows() + " of " + rows + " rows.")
        .because(table.why() + ".")
        .help("Fill it in a migration of the project's own, or measure it on a restored backup.");
  }

  private Exercised told(Exercised exercised) {
    if (filled.isEmpty()) {
      return exercised;
    }
    Block table =
        new Block.Table(
            List.of("filled before", "rows", "ms"),
            filled.stream()
                .map(
                    each ->
                        new Block.Row(
                            each.why().isEmpty() ? Block.Tone.PLAIN : Block.Tone.WARNING,
                            List.of(
                                each.table(),
                                String.valueOf(each.rows()),
                                String.valueOf(each.took().toMillis()))))
                .toList());
    return exercised.showing(
        List.of(table), Map.of("tables", filled.stream().map(RowsExercise::data).toList()));
  }

  private static Map<String, @Nullable Object> data(RowMaker.Filled table) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("table", table.table());
    data.put("rows", table.rows());
    data.put("milliseconds", table.took().toMillis());
    data.put("fewerBecause", table.why().isEmpty() ? null : table.why());
    return data;
  }
}
