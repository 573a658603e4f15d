package dev.towpath.ledger;

import dev.towpath.json.JsonObject;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads the ledger's tables.
final class Records {
  private Records() {}

  static long size(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select coalesce(max(sequence) + 1, 0) from towpath_control.ledger")) {
      row.next();
      return row.getLong(1);
    }
  }

  static Optional<Entry> withId(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select sequence, record from towpath_control.ledger where record::json ->> 'id' ="
                + " ?")) {
      select.setString(1, id.toString());
      return read(select).stream().findFirst();
    }
  }

  static List<Entry> newest(Connection connection, Optional<String> subject, int most)
      throws SQLException {
    String filter = subject.isPresent() ? "where record::json ->> 'subject' = ?" : "";
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select sequence, record from towpath_control.ledger %s
            order by sequence desc limit ?
            """
                .formatted(filter))) {
      if (subject.isPresent()) {
        select.setString(1, subject.get());
      }
      select.setInt(subject.isPresent() ? 2 : 1, most);
      return read(select).reversed();
    }
  }

  /// All about one subject, in order.
  ///
  /// @param before only those below this place
  static List<Entry> about(Connection connection, String subject, long before) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select sequence, record from towpath_control.ledger
            where record::json ->> 'subject' = ? and sequence < ?
            order by sequence
            """)) {
      select.setString(1, subject);
      select.setLong(2, before);
      return read(select);
    }
  }

  /// About one subject, in order, from a place on.
  static List<Entry> since(Connection connection, String subject, long from, int most)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select sequence, record from towpath_control.ledger
            where record::json ->> 'subject' = ? and sequence >= ?
            order by sequence limit ?
            """)) {
      select.setString(1, subject);
      select.setLong(2, from);
      select.setInt(3, most);
      return read(select);
    }
  }

  private static List<Entry> read(PreparedStatement select) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        entries.add(entry(row.getLong(1), row.getString(2)));
      }
    }
    return entries;
  }

  static Entry entry(long sequence, String record) {
    try {
      return Entry.read(record.getBytes(StandardCharsets.UTF_8));
    } catch (JsonObject.Malformed e) {
      throw changed(sequence).because(String.valueOf(e.getMessage())).exception(e);
    }
  }

  static Problem changed(long sequence) {
    return Problem.of(
            "ledger-unreadable",
            Exit.REFUSED,
            "Record " + sequence + " of the ledger is not as it was written.")
        .because("Somebody has changed it, or the tree above it, past all safeguards.")
        .leaving("Nothing was recorded.")
        .next("Find out what was changed: towpath ledger verify");
  }

  static Frontier frontier(Connection connection, long size) throws SQLException {
    List<Frontier.Node> nodes = Frontier.nodes(size);
    Map<Frontier.Node, Hash> hashes = hashes(connection, nodes);
    return new Frontier(size, nodes.stream().map(node -> found(hashes, node)).toList());
  }

  /// Nodes by their places; those that are not there are left out.
  static Map<Frontier.Node, Hash> hashes(Connection connection, List<Frontier.Node> nodes)
      throws SQLException {
    Array sequences =
        connection.createArrayOf("bigint", nodes.stream().map(Frontier.Node::sequence).toArray());
    Array levels =
        connection.createArrayOf("int", nodes.stream().map(Frontier.Node::level).toArray());
    Map<Frontier.Node, Hash> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select sequence, level, substring(hashes from 1 + 32 * level for 32)
            from unnest(?, ?) wanted (sequence, level) join towpath_control.ledger using (sequence)
            where octet_length(hashes) >= 32 * (level + 1)
            """)) {
      select.setArray(1, sequences);
      select.setArray(2, levels);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(new Frontier.Node(row.getLong(1), row.getInt(2)), new Hash(row.getBytes(3)));
        }
      }
    }
    return found;
  }

  static Hash found(Map<Frontier.Node, Hash> hashes, Frontier.Node node) {
    Hash hash = hashes.get(node);
    if (hash == null) {
      throw changed(node.sequence()).exception();
    }
    return hash;
  }

  /// The name that the ledger's first record gives it; empty where there is none.
  static String origin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select record::json -> 'after' ->> 'origin' from towpath_control.ledger
                where sequence = 0
                """)) {
      return row.next() ? Optional.ofNullable(row.getString(1)).orElse("") : "";
    }
  }

  /// The keys that events have made known.
  static List<VerifierKey> keys(Connection connection) throws SQLException {
    List<VerifierKey> keys = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select record::json -> 'after' ->> 'key' from towpath_control.ledger
            where record::json ->> 'subject' = ? and record::json ->> 'type' = ?
            order by sequence
            """)) {
      select.setString(1, Ledger.SELF);
      select.setString(2, Checkpoints.KEY);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Optional.ofNullable(row.getString(1)).flatMap(VerifierKey::parse).ifPresent(keys::add);
        }
      }
    }
    return keys;
  }
}
