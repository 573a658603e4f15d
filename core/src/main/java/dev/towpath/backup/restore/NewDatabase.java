package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest.Origin;
import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// An empty database that can hold what another one holds.
final class NewDatabase {
  private static final String UTF8 = "UTF8";

  private static final int FIRST_PROVIDERS = 15;

  private NewDatabase() {}

  /// On a scratch server: in the encoding of the origin, in no language.
  static DatabaseUrl make(DatabaseUrl administrator, String name, Origin origin)
      throws SQLException {
    try (Connection connection = administrator.connect("towpath/prove");
        Statement statement = connection.createStatement()) {
      String plain =
          (origin.major() < FIRST_PROVIDERS ? "" : " locale_provider libc")
              + " lc_collate 'C' lc_ctype 'C'";
      String other =
          origin.encoding().equals(UTF8)
              ? ""
              : " encoding " + statement.enquoteLiteral(origin.encoding()) + plain;
      statement.execute(
          "create database "
              + statement.enquoteIdentifier(name, true)
              + " template template0"
              + other);
    }
    return administrator.withDatabase(name);
  }
}
