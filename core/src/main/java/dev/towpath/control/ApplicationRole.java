package dev.towpath.control;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// On the embedded server, the role that all work is done as: it owns nothing, so no statement of
/// it can change or delete a record, drop a trigger, or turn one off.
final class ApplicationRole {
  private static final String NAME = "towpath_application";

  private ApplicationRole() {}

  /// The same database as that role, with the superuser's password.
  static DatabaseUrl in(DatabaseUrl url) {
    return url.withUser(NAME, url.secret().orElseThrow());
  }

  /// Makes the role, if need be, and gives it its rights on all tables there are by now.
  static void grant(Connection superuser, String password) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(
          """
          do $do$ begin
            if not exists (select from pg_roles where rolname = '%1$s') then
              create role %1$s login password '%2$s';
            end if;
          end $do$;
          grant usage on schema towpath_control to %1$s;
          grant select, insert, update, delete
            on all tables in schema towpath_control to %1$s;
          grant usage, select, update on all sequences in schema towpath_control to %1$s;
          revoke update, delete on towpath_control.ledger, towpath_control.checkpoint,
            towpath_control.version from %1$s;
          """
              .formatted(NAME, password));
    }
  }
}
