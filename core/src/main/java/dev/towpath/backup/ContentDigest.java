package dev.towpath.backup;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/// What tables hold, as one number each: computed inside the database, the same in whatever order
/// the rows come, and another one if a single character of a single row is another.
///
/// Each row is taken as its text under pinned settings and hashed with SHA-256. The hash is cut
/// into four numbers of 64 bits; those of all rows are added up, each mod 2^64. Sums are used
/// because with exclusive-or two equal rows would cancel each other.
/// `docs/reference/backup-format.md` says it to the byte.
public final class ContentDigest {
  /// Names of the two that are no tables: values of sequences, and large objects.
  static final String SEQUENCES = "pg_sequences";

  static final String LARGE_OBJECTS = "pg_largeobject";
  static final String CATALOG = "pg_catalog";

  /// Everything that the text of a value depends on, and nothing that ends a long query early. A
  /// policy that would hide rows becomes an error.
  private static final String SETTINGS =
      """
      set datestyle = 'ISO, MDY';
      set intervalstyle = 'postgres';
      set timezone = 'UTC';
      set extra_float_digits = 3;
      set bytea_output = 'hex';
      set xmlbinary = 'base64';
      set lc_monetary = 'C';
      set search_path = '';
      set quote_all_identifiers = off;
      set row_security = off;
      set statement_timeout = 0;
      set idle_in_transaction_session_timeout = 0;
      set jit = off;
      set max_parallel_workers_per_gather = 0;
      select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout';
      """;

  private static final int PARTS = 4;
  private static final BigInteger WHOLE = BigInteger.ONE.shiftLeft(64);

  private ContentDigest() {}

  /// Makes a session fit for digests; for the rest of its life. Not in the middle of a transaction
  /// that has a snapshot already.
  public static void pin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
    }
  }

  /// All of what a backup of this scope digests, one after the other, in the order of the names.
  /// The connection is made fit for it.
  public static List<TableContent> of(Connection connection, Scope scope) throws SQLException {
    pin(connection);
    List<TableContent> contents = new ArrayList<>();
    for (BackedTable table : BackedTable.in(connection, scope)) {
      contents.add(of(connection, table));
    }
    return List.copyOf(contents);
  }

  /// A table's content; the session is pinned.
  public static TableContent of(Connection connection, BackedTable table) throws SQLException {
    String from = table.source();
    String sql =
        """
        select count(*), sum(substring(h, 1, 64)::bigint), sum(substring(h, 65, 64)::bigint),
          sum(substring(h, 129, 64)::bigint), sum(substring(h, 193, 64)::bigint)
        from (
          select ('x' || encode(sha256(convert_to(%s::text, '%s')), 'hex'))::bit(256) as h
          from %s
          offset 0) hashed
        """
            .formatted(table.row(), encoding(connection), from);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      StringBuilder digest = new StringBuilder();
      for (int part = 0; part < PARTS; part++) {
        BigDecimal sum = Optional.ofNullable(row.getBigDecimal(part + 2)).orElse(BigDecimal.ZERO);
        String hex = sum.toBigIntegerExact().mod(WHOLE).toString(16);
        digest.append("0".repeat(16 - hex.length())).append(hex);
      }
      return new TableContent(
          table.schema(), table.name(), row.getLong(1), digest.toString(), true);
    }
  }

  /// Texts of a database that knows no encoding are taken as the bytes they are.
  private static String encoding(Connection connection) throws SQLException {
    String server =
        connection.unwrap(PGConnection.class).getParameterStatuses().get("server_encoding");
    return "SQL_ASCII".equals(server) ? "SQL_ASCII" : "UTF8";
  }
}
