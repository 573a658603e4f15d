package dev.towpath.release.run;

import dev.towpath.release.ReleaseId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// When workers look at a release next: a row in the table of their scheduler.
public final class Due {
  /// Of the control database.
  public static final String TABLE = "towpath_control.due";

  private static final String OF = "release of ";

  private Due() {}

  /// The task of all releases of a project, for who can drive them: who has its checkout.
  public static String task(String project) {
    return OF + project;
  }

  /// Makes a release due, in the caller's transaction. One that a worker looks at this moment keeps
  /// its row; that worker looks again.
  ///
  /// The time is long ago, because workers compare it with clocks of their own.
  static void now(Connection connection, ReleaseId id) throws SQLException {
    String sql =
        """
        insert into towpath_control.due (task_name, task_instance, execution_time, picked, version)
        select ? || project, id, timestamptz '2000-01-01', false, 1
        from towpath_control.release where id = ?
        on conflict (task_name, task_instance)
          do update set execution_time = excluded.execution_time where not due.picked
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, OF);
      insert.setString(2, id.text());
      insert.executeUpdate();
    }
  }

  /// How many releases workers look at.
  public static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + TABLE)) {
      row.next();
      return row.getLong(1);
    }
  }
}
