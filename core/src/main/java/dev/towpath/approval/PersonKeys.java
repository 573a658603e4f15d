package dev.towpath.approval;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// The table of sealed keys.
final class PersonKeys {
  /// `people` as bytes, of our own among the advisory locks.
  private static final long LOCK = 0x70656f706c65L;

  private PersonKeys() {}

  /// Lets nobody else sign in or change people before the end of the transaction.
  static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
    }
  }

  /// Keeps a key, in the place of the same key under another password.
  static void keep(Connection connection, SealedKey key) throws SQLException {
    String sql =
        """
        insert into towpath_control.person_key
          (key, person, memory_kib, passes, lanes, salt, sealed)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (key) do update set memory_kib = excluded.memory_kib,
          passes = excluded.passes, lanes = excluded.lanes, salt = excluded.salt,
          sealed = excluded.sealed, made = now()
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, key.key().hex());
      insert.setString(2, key.person());
      insert.setInt(3, key.stretch().memory());
      insert.setInt(4, key.stretch().passes());
      insert.setInt(5, key.stretch().lanes());
      insert.setString(6, key.salt());
      insert.setString(7, key.sealed());
      insert.executeUpdate();
    }
  }

  static Optional<SealedKey> find(Connection connection, String person, String key)
      throws SQLException {
    String sql =
        """
        select memory_kib, passes, lanes, salt, sealed from towpath_control.person_key
        where key = ? and person = ?
        """;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, key);
      query.setString(2, person);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new SealedKey(
                    person,
                    new SignerKey(key),
                    new Stretch(row.getInt(1), row.getInt(2), row.getInt(3)),
                    row.getString(4),
                    row.getString(5)))
            : Optional.empty();
      }
    }
  }
}
