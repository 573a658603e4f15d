package dev.towpath.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Appends to the ledger. Its methods work inside the caller's transaction, so that a row of a
/// journal and its event are kept together or not at all; they need READ COMMITTED.
public final class Ledger {
  /// The subject of events about the ledger itself.
  static final String SELF = "ledger";

  /// The subject of events about the people who sign.
  public static final String PEOPLE = "people";

  /// The type of the first record: it names the ledger in each of its checkpoints.
  static final String BEGUN = "ledger-begun";

  private static final int LARGEST_RECORD_BYTES = 1 << 20;

  /// `ledger` as bytes, of our own among the advisory locks.
  private static final long LOCK = 0x6c6564676572L;

  private Ledger() {}

  /// What the server says before a record is made: one look for all of it.
  private record Place(long sequence, String at, UUID fresh) {}

  /// Appends an event. Appends wait for each other until the end of the transaction, so this comes
  /// last in it. An event whose id is there already is not appended again.
  ///
  /// @return the event with its place and time
  /// @throws IllegalArgumentException for another event of the same id, or a record above 1 MiB
  public static Entry append(Connection connection, Event event) throws SQLException {
    lock(connection);
    Optional<Entry> told = Records.withId(connection, event.id());
    if (told.isPresent()) {
      if (!told.get().tells(event)) {
        throw new IllegalArgumentException("Another event has the id " + event.id());
      }
      return told.get();
    }
    Place place = next(connection);
    Frontier frontier = Records.frontier(connection, place.sequence());
    if (place.sequence() == 0) {
      insert(connection, frontier, place, begun(event.actor(), place.fresh()));
      place = next(connection);
    }
    return insert(connection, frontier, place, event);
  }

  /// The ledger's name, by its first record, which is made if it isn't there. Appends wait until
  /// the end of the transaction, as after [#append].
  public static String origin(Connection connection, String actor) throws SQLException {
    lock(connection);
    if (Records.size(connection) == 0) {
      Place place = next(connection);
      insert(connection, Records.frontier(connection, 0), place, begun(actor, place.fresh()));
    }
    return Records.origin(connection);
  }

  /// The ledger's name; empty where there is no record yet.
  public static String origin(Connection connection) throws SQLException {
    return Records.origin(connection);
  }

  /// Lets nobody else append before the end of the transaction.
  static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
    }
  }

  private static Event begun(String actor, UUID fresh) {
    return Event.of(fresh, actor, BEGUN, SELF, Map.of("origin", "towpath/" + fresh));
  }

  private static Place next(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select coalesce(max(sequence) + 1, 0),
                  to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                  gen_random_uuid()
                from towpath_control.ledger
                """)) {
      row.next();
      return new Place(row.getLong(1), row.getString(2), row.getObject(3, UUID.class));
    }
  }

  private static Entry insert(Connection connection, Frontier frontier, Place place, Event event)
      throws SQLException {
    Entry entry = new Entry(place.sequence(), place.at(), event);
    byte[] record = entry.bytes();
    if (record.length > LARGEST_RECORD_BYTES) {
      throw new IllegalArgumentException("A record of " + record.length + " bytes is too large.");
    }
    List<Hash> completed = frontier.append(Hash.leaf(record));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into towpath_control.ledger (sequence, record, hashes) values (?, ?, ?)")) {
      insert.setLong(1, entry.sequence());
      insert.setString(2, new String(record, StandardCharsets.UTF_8));
      insert.setBytes(3, Frontier.joined(completed));
      insert.executeUpdate();
    }
    return entry;
  }

  /// The newest events, the oldest of them first.
  ///
  /// @param subject of these alone; all where empty
  /// @param most so many at the most
  public static List<Entry> newest(Connection connection, Optional<String> subject, int most)
      throws SQLException {
    return Records.newest(connection, subject, most);
  }

  /// The events about one subject from a place on, in their order.
  ///
  /// @param from the first place that is looked at
  /// @param most so many at the most
  public static List<Entry> since(Connection connection, String subject, long from, int most)
      throws SQLException {
    return Records.since(connection, subject, from, most);
  }
}
