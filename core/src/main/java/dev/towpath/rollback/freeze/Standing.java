package dev.towpath.rollback.freeze;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A guard that stands in a database.
///
/// @param on the table, as SQL writes it; the name of an event trigger otherwise
/// @param event whether it is one
record Standing(String on, boolean event) {

  static List<Standing> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select quote_ident(evtname), true from pg_event_trigger
            where starts_with(evtname, ?)
            union all
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname), false
            from pg_trigger t join pg_class c on c.oid = t.tgrelid
            join pg_namespace n on n.oid = c.relnamespace
            where t.tgname = ? order by 2 desc, 1
            """)) {
      select.setString(1, Guard.NAME);
      select.setString(2, Guard.NAME);
      List<Standing> standing = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          standing.add(new Standing(row.getString(1), row.getBoolean(2)));
        }
      }
      return standing;
    }
  }

  /// For a person.
  String words() {
    return event ? "the event trigger " + on : on;
  }

  /// Takes it away from its table.
  String drop() {
    return "drop trigger if exists \"%s\" on %s".formatted(Guard.NAME, on);
  }
}
