package dev.towpath.server.metrics;

import dev.towpath.control.Control;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/// How large the ledger is.
public record LedgerFigures(Control control) implements Figures {
  @Override
  public String word() {
    return "ledger";
  }

  @Override
  public Duration fresh() {
    return Duration.ofSeconds(5);
  }

  @Override
  public List<Sample> read() {
    // Records are numbered without a gap, so nobody has to count them.
    String sql =
        """
        select coalesce(max(sequence) + 1, 0), pg_total_relation_size('towpath_control.ledger')
        from towpath_control.ledger
        """;
    return control.transaction(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return List.of(
                Metric.TOWPATH_LEDGER_RECORDS.of((double) row.getLong(1)),
                Metric.TOWPATH_LEDGER_BYTES.of((double) row.getLong(2)));
          }
        });
  }
}
