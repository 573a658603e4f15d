package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/// What a role may restore that is no superuser, as on most hosting products. What it may not do
/// says nothing against the backup, and is found out before any row is restored where that can be.
final class RestoreRights {
  private static final String DENIED = "42501";

  /// As the server says it in the language that it has without a setting.
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?i).*(permission denied|must be (super|owner|member|able)|[Oo]nly roles with).*",
          Pattern.DOTALL);

  private RestoreRights() {}

  static boolean isSuperuser(DatabaseUrl server) throws SQLException {
    try (Connection connection = server.connect("towpath/restore");
        PreparedStatement select =
            connection.prepareStatement(
                "select rolsuper from pg_roles where rolname = current_user");
        ResultSet row = select.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /// Fails with `restore-not-allowed` where a dump holds what only a superuser may make.
  static void require(DumpNeeds needs) {
    if (!needs.superuser().isEmpty()) {
      throw RestoreProblems.notAllowed(
              needs.superuser().stream()
                  .map(each -> "Only a superuser may make " + each + ".")
                  .toList())
          .exception();
    }
  }

  /// Gives a database the owner and the rights of another one, and takes that back.
  static void tryOut(Connection connection, String from, String to) throws SQLException {
    connection.setAutoCommit(false);
    try {
      LiveDatabases.likeInRights(connection, from, to);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  static boolean isMissing(SQLException failure) {
    return DENIED.equals(failure.getSQLState());
  }

  /// Why a restore failed: a right that is missing, or else the backup.
  static Problem failed(Backup backup, List<String> failures) {
    List<String> refusals =
        failures.stream().filter(each -> REFUSAL.matcher(each).matches()).toList();
    return refusals.isEmpty()
        ? RestoreProblems.differs(backup, failures)
        : RestoreProblems.notAllowed(refusals);
  }
}
