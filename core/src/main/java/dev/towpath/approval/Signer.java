package dev.towpath.approval;

import dev.towpath.ledger.Ledger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A person who has signed in, with their key open. Made by [SignIn], and gone with the command.
public final class Signer {
  private final String id;
  private final String name;
  private final String where;
  private final OpenKey key;

  /// @param where the user and the machine that they work from
  Signer(String id, String name, String where, OpenKey key) {
    this.id = id;
    this.name = name;
    this.where = where;
    this.key = key;
  }

  public String id() {
    return id;
  }

  /// As it is printed beside a signature.
  public String name() {
    return name;
  }

  /// The public half of the key, hexadecimal.
  public String key() {
    return key.open().hex();
  }

  /// Fails with `person-no-right` if it was renewed, or they left, since they signed in.
  public void requireStillTheirs(Connection connection) throws SQLException {
    if (!People.read(connection).isKeyOf(id, key(), People.NOW)) {
      throw PeopleProblems.noRight().exception();
    }
  }

  OpenKey open() {
    return key;
  }

  /// Signs what an event will say, with who says it, when by the server's clock, where, and the
  /// event and the ledger that it is for: it means nothing in another. The event is appended in the
  /// same transaction.
  public Signed sign(Connection connection, UUID event, String what, Map<String, String> facts)
      throws SQLException {
    Map<String, String> statement = new TreeMap<>(facts);
    statement.put("what", what);
    statement.put("by", id);
    statement.put("where", where);
    statement.put("event", event.toString());
    statement.put("ledger", Ledger.origin(connection, id));
    statement.put("at", now(connection));
    return Signed.sign(statement, key);
  }

  private static String now(Connection connection) throws SQLException {
    String sql =
        """
        select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        """;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
