package dev.towpath.alert;

import dev.towpath.control.Control;
import dev.towpath.json.CanonicalJson;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The alerts in the control database, each as it was told last. Thread-safe.
public record Alerts(Control control) {
  /// More than this are no alerts that somebody would look at.
  static final int MOST = 1_000;

  /// What the table says of some alerts.
  ///
  /// @param silence since an Alertmanager last told of any alert that fires; empty if never
  public record Look(boolean firing, Optional<Duration> silence) {}

  /// Remembers what a message told. What it tells of an older episode changes nothing.
  ///
  /// @throws dev.towpath.problem.ProblemException with `alerts-full`; nothing is remembered then
  public void hear(List<Alert> alerts) {
    control.transaction(
        connection -> {
          for (Alert alert : alerts) {
            put(connection, alert);
          }
          forget(connection);
          return alerts.size();
        });
  }

  private static void put(Connection connection, Alert alert) throws SQLException {
    String sql =
        """
        insert into towpath_control.alert as old (fingerprint, labels, firing, starts)
        values (?, ?::jsonb, ?, ?::timestamptz)
        on conflict (fingerprint) do update
          set labels = excluded.labels, firing = excluded.firing, starts = excluded.starts,
            heard = now()
          where excluded.starts >= old.starts
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, alert.fingerprint());
      insert.setString(2, json(alert.labels()));
      insert.setBoolean(3, alert.firing());
      insert.setString(4, alert.starts().toString());
      insert.executeUpdate();
    }
  }

  /// One that is over is kept for a day, to be looked at. Of one that fires an Alertmanager tells
  /// again and again; it forgets one itself after 5 days.
  private static void forget(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          delete from towpath_control.alert
          where heard < now() - case when firing then interval '5 days' else interval '1 day' end
          """);
      try (ResultSet row = statement.executeQuery("select count(*) from towpath_control.alert")) {
        row.next();
        if (row.getInt(1) > MOST) {
          throw full().exception();
        }
      }
    }
  }

  private static Problem full() {
    return Problem.of("alerts-full", Exit.REFUSED, "No more than " + MOST + " alerts are kept.")
        .because("An Alertmanager told of more, and none may be dropped without a word.")
        .leaving("None of its message was kept.")
        .next("Let a route of the Alertmanager send only those that releases ask for.");
  }

  /// Whether an alert with a name and labels fires.
  public Look look(String name, Map<String, String> labels) {
    String sql =
        """
        select coalesce(
            bool_or(firing and labels ->> 'alertname' = ? and labels @> ?::jsonb), false),
          (extract(epoch from now() - max(heard) filter (where firing)) * 1000)::bigint
        from towpath_control.alert
        """;
    return control.transaction(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            query.setString(2, json(labels));
            try (ResultSet row = query.executeQuery()) {
              row.next();
              long silence = row.getLong(2);
              Optional<Duration> heard =
                  row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(silence));
              return new Look(row.getBoolean(1), heard);
            }
          }
        });
  }

  private static String json(Map<String, String> labels) {
    return new String(CanonicalJson.bytes(labels), StandardCharsets.UTF_8);
  }
}
