package dev.towpath.backup.restore;

import dev.towpath.backup.restore.ProveRequest.Query;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.process.CommandRun;
import dev.towpath.rehearsal.suite.ShellRun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The project's own queries and commands, put to a restored database.
record Questions(ProveRequest request, DatabaseUrl restored) {
  private static final int QUERY_SECONDS = 600;
  private static final Duration PROBE_LIMIT = Duration.ofMinutes(10);

  /// What failed, a sentence each. Commands come last: they may write.
  List<String> ask() {
    List<String> failures = new ArrayList<>();
    request.queries().forEach(query -> ask(query).ifPresent(failures::add));
    for (String probe : request.probes()) {
      CommandRun.Result result = new ShellRun(request.project(), restored, PROBE_LIMIT).run(probe);
      if (!result.passed()) {
        String last = result.lines().isEmpty() ? "" : ": " + result.lines().getLast();
        failures.add("The command " + probe + " " + result.words() + last);
      }
    }
    return failures;
  }

  private Optional<String> ask(Query query) {
    try (Connection connection = restored.connect("towpath/prove");
        Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = on");
      statement.setQueryTimeout(QUERY_SECONDS);
      try (ResultSet row = statement.executeQuery(query.sql())) {
        String answer = row.next() ? row.getString(1) : null;
        return query.expected().equals(answer)
            ? Optional.empty()
            : Optional.of(
                "The query " + query.sql() + " answers " + answer + ", not " + query.expected());
      }
    } catch (SQLException e) {
      return Optional.of("The query " + query.sql() + " fails: " + e.getMessage());
    }
  }
}
