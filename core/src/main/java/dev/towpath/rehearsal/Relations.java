package dev.towpath.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables, indexes, views and sequences of a rehearsed database as they were when last seen:
/// a lock is told by the name that the object had before the statement.
final class Relations {
  private final Map<Long, Relation> byOid = new HashMap<>();
  private final Map<String, Long> byName = new HashMap<>();

  /// A relation.
  ///
  /// @param name with its schema
  /// @param letter its kind, as `pg_class` has it
  /// @param parent the table of an index; 0 for all others
  record Relation(long oid, String name, String letter, long parent, long file) {
    static Relation of(Answer.Lock lock) {
      return new Relation(
          lock.object(),
          lock.schema() + "." + lock.name(),
          lock.kind(),
          lock.parent(),
          lock.file());
    }

    String kind() {
      return switch (letter) {
        case "r" -> "table";
        case "p" -> "partitioned table";
        case "i", "I" -> "index";
        case "S" -> "sequence";
        case "v" -> "view";
        case "m" -> "materialized view";
        case "f" -> "foreign table";
        case "c" -> "composite type";
        default -> "relation";
      };
    }

    /// Whether a SELECT can name it.
    boolean readable() {
      return List.of("r", "p", "v", "m").contains(letter);
    }

    boolean isIndex() {
      return kind().equals("index");
    }
  }

  private static final String ALL =
      """
      select c.oid::bigint, pg_catalog.quote_ident(n.nspname), pg_catalog.quote_ident(c.relname),
        c.relkind::text, coalesce(i.indrelid, 0)::bigint, c.relfilenode::bigint
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_index i on i.indexrelid = c.oid
      where c.oid >= 16384 and n.nspname not in ('pg_toast', 'towpath', 'towpath_rehearsal')
      """;

  /// Reads all that are there.
  void read(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALL);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        put(
            new Relation(
                row.getLong(1),
                row.getString(2) + "." + row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6)));
      }
    }
  }

  Optional<Relation> of(long oid) {
    return Optional.ofNullable(byOid.get(oid));
  }

  /// The one that had this name when it was last seen.
  Optional<Relation> named(String name) {
    return Optional.ofNullable(byName.get(name)).flatMap(this::of);
  }

  void put(Relation relation) {
    Relation former = byOid.put(relation.oid(), relation);
    if (former != null && !former.name().equals(relation.name())) {
      byName.remove(former.name(), former.oid());
    }
    byName.put(relation.name(), relation.oid());
  }

  Collection<Relation> all() {
    return List.copyOf(byOid.values());
  }

  /// Takes a name away from what was dropped.
  void dropped(String name) {
    byName.remove(name);
  }
}
