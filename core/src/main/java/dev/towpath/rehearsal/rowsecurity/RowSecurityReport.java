package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.rehearsal.Exercised;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of the exercise: a matrix of tables, roles and commands.
final class RowSecurityReport {
  private final List<Finding> findings = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private int tables;
  private int empty;

  void add(GuardedTable table, List<Cell> found) {
    tables++;
    empty += found.isEmpty() ? 1 : 0;
    cells.addAll(found);
  }

  void add(List<Finding> found) {
    findings.addAll(found);
  }

  Exercised exercised() {
    if (tables == 0) {
      return Exercised.skipped("No table with row security is new or changed.");
    }
    String words =
        (tables - empty)
            + " of "
            + tables
            + (tables == 1 ? " table" : " tables")
            + " exercised, "
            + cells.size()
            + " combinations of role and command";
    Exercised done = Exercised.done(words, findings);
    if (empty == tables) {
      done = new Exercised(Exercised.Verdict.SKIPPED, words, findings, List.of(), Map.of());
    }
    return done.showing(cells.isEmpty() ? List.of() : List.of(table()), data());
  }

  private Block table() {
    List<Block.Row> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); i += Command.values().length) {
      List<Cell> row = cells.subList(i, i + Command.values().length);
      List<String> words =
          new ArrayList<>(List.of(row.getFirst().table().name(), row.getFirst().role()));
      row.forEach(cell -> words.add(cell.words()));
      boolean error = row.stream().anyMatch(cell -> cell.error().isPresent());
      rows.add(new Block.Row(error ? Block.Tone.BAD : Block.Tone.PLAIN, words));
    }
    return new Block.Table(
        List.of("rows of", "role", "select", "insert", "update", "delete"), rows);
  }

  private Map<String, @Nullable Object> data() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("rowSecurity", cells.stream().map(RowSecurityReport::data).toList());
    return data;
  }

  private static Map<String, @Nullable Object> data(Cell cell) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("table", cell.table().schema() + "." + cell.table().plain());
    data.put("role", cell.role());
    data.put("command", cell.command().word());
    data.put("access", cell.access());
    data.put("seen", cell.rows().map(Cell.Seen::rows).orElse(null));
    data.put("of", cell.rows().map(Cell.Seen::of).orElse(null));
    data.put("why", cell.error().or(cell::why).orElse(null));
    return data;
  }
}
