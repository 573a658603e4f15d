package dev.towpath.release.run;

import dev.towpath.release.ReleaseId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Who drives a release, or who did last.
///
/// @param driver the process, as it calls itself; empty where there was none yet
/// @param silent how long it was not heard of, by the clock of the control database's server; empty
///     where it gave the release up
public record Driving(Optional<String> driver, Optional<Duration> silent) {
  static Driving read(Connection connection, ReleaseId id) throws SQLException {
    String sql =
        """
        select driver, (extract(epoch from clock_timestamp() - expires) * 1000)::bigint
        from towpath_control.release where id = ?
        """;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, id.text());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw JournalProblems.unknown(id).exception();
        }
        long expired = row.getLong(2);
        Optional<Duration> silent =
            row.wasNull()
                ? Optional.empty()
                : Optional.of(Lease.LENGTH.plus(Duration.ofMillis(expired)));
        return new Driving(Optional.ofNullable(row.getString(1)), silent);
      }
    }
  }

  /// Whether it has the right to drive it now; it may be dead since it was last heard of.
  public boolean isNow() {
    return silent.filter(time -> time.compareTo(Lease.LENGTH) < 0).isPresent();
  }

  /// For a person.
  public String words() {
    if (driver.isEmpty()) {
      return "nobody";
    }
    if (silent.isEmpty()) {
      return "nobody; " + driver.get() + ", gave it up";
    }
    String heard = driver.get() + ", heard of " + ago(silent.get());
    return isNow() ? heard : "nobody; the last was " + heard;
  }

  private static String ago(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 120 ? seconds + " s ago" : seconds / 60 + " min ago";
  }
}
