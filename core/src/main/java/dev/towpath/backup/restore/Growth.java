package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// How large a database has grown that is being restored, beside the size of the original.
///
/// @param bytes of the original; 0 where only a part of it was dumped
record Growth(Connection observer, long bytes, RestoreListener listener) implements AutoCloseable {
  static Growth of(DatabaseUrl database, Manifest manifest, RestoreListener listener) {
    boolean whole = manifest.scope().equals(Scope.WHOLE);
    return new Growth(
        database.connect("towpath/progress"),
        whole ? manifest.origin().databaseBytes() : 0,
        listener);
  }

  /// Looks, and tells. A look that fails is left out: the restore itself says what is wrong.
  void look() {
    try (PreparedStatement select =
            observer.prepareStatement("select pg_database_size(current_database())");
        ResultSet row = select.executeQuery()) {
      row.next();
      long size = row.getLong(1);
      listener.reached(bytes == 0 ? size : Math.min(size, bytes), bytes);
    } catch (SQLException gone) {
      // Nobody is told; the next look may succeed.
    }
  }

  @Override
  public void close() throws SQLException {
    observer.close();
  }
}
