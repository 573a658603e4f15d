package dev.towpath.rollback.freeze;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What of a database a freeze doesn't reach, told with each freeze.
final class Unguarded {
  private Unguarded() {}

  static List<String> of(
      Connection connection, Set<String> platform, FreezeRequest request, boolean schemaGuarded)
      throws SQLException {
    List<String> sentences = new ArrayList<>();
    if (!schemaGuarded) {
      sentences.add(
          "Owners can create, alter and drop tables: only a superuser may make the event trigger"
              + " that refuses it.");
    }
    if (!request.schemas().isEmpty()) {
      sentences.add("Tables outside " + String.join(", ", request.schemas()) + " can be written.");
    } else if (tables(connection, platform) > 0) {
      sentences.add("The platform's own schemas can be written: --schema names them to freeze.");
    }
    if (counts(connection, "select count(*) from pg_foreign_table") > 0) {
      sentences.add("Foreign tables can be written: their rows are in another database.");
    }
    if (counts(connection, "select count(*) from pg_largeobject_metadata") > 0) {
      sentences.add("Large objects can be written.");
    }
    return sentences;
  }

  private static long tables(Connection connection, Set<String> schemas) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname = any (?)
            """)) {
      Array names = connection.createArrayOf("text", schemas.toArray());
      select.setArray(1, names);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private static long counts(Connection connection, String query) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query);
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
