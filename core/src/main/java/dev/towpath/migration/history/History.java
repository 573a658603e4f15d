package dev.towpath.migration.history;

import dev.towpath.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A tool's own table of what was applied, read and written so that the tool itself agrees.
///
/// Stateless and thread-safe. No method commits: the caller decides what stands in one transaction
/// with it. `read` needs no table: a target without one has an empty history.
public interface History {
  /// The tool's word: `supabase`, `prisma`, `flyway`, `dbmate`, `plain`.
  String name();

  /// The table as a person writes it, for messages: `supabase_migrations.schema_migrations`.
  String table();

  /// Makes the table as the tool itself would, where it is missing.
  void create(Connection connection) throws SQLException;

  /// Every row, in the order in which the tool reads them.
  List<Applied> read(Connection connection) throws SQLException;

  /// Whether a row and a file are the same script, as far as the row and our own record can tell.
  ///
  /// @param recorded the digest under which Towpath itself last applied it, from [Records#digests]
  Sameness compare(Migration migration, Applied applied, Optional<String> recorded);

  /// Before the first statement of a script that can't run in one transaction.
  void begin(Connection connection, Run run) throws SQLException;

  /// In the transaction of the script, or behind the last statement of one without.
  void succeed(Connection connection, Run run) throws SQLException;

  /// After a script without a transaction failed half-way.
  void fail(Connection connection, Run run, String error) throws SQLException;

  /// In the transaction of the down script.
  void undo(Connection connection, Run run) throws SQLException;

  /// The key of the advisory lock that the tool itself takes, if it takes one.
  OptionalLong lock(Connection connection) throws SQLException;

  /// Whether a row and a file are the same script.
  enum Sameness {
    SAME,
    DIFFERENT,
    UNKNOWN
  }
}
