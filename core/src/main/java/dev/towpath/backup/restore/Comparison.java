package dev.towpath.backup.restore;

import dev.towpath.backup.BackedTable;
import dev.towpath.backup.ContentDigest;
import dev.towpath.backup.Digests;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds a restored database against the manifest of its backup.
final class Comparison {
  private final Manifest manifest;
  private final DatabaseUrl restored;

  Comparison(Manifest manifest, DatabaseUrl restored) {
    this.manifest = manifest;
    this.restored = restored;
  }

  /// Digests every table again.
  ///
  /// @param jobs how many sessions at most
  /// @return what isn't as the manifest says, a sentence each
  List<String> contents(int jobs) throws SQLException, InterruptedException {
    List<BackedTable> tables;
    try (Connection connection = restored.connect("towpath/prove")) {
      tables =
          BackedTable.in(connection, manifest.scope()).stream()
              .filter(table -> manifest.kind() == Kind.LOGICAL || !table.unlogged())
              .toList();
    }
    try (Digests digests = Digests.start(tables, jobs, this::pinned)) {
      return differences(digests.await());
    }
  }

  private Connection pinned() throws SQLException {
    Connection connection = restored.connect("towpath/prove");
    try {
      ContentDigest.pin(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private List<String> differences(List<TableContent> found) {
    Map<String, TableContent> rest = new LinkedHashMap<>();
    found.forEach(each -> rest.put(name(each), each));
    List<String> failures = new ArrayList<>();
    for (TableContent wanted : manifest.tables()) {
      TableContent got = rest.remove(name(wanted));
      if (got == null) {
        failures.add(name(wanted) + " is missing.");
      } else if (wanted.steady() && got.rows() != wanted.rows()) {
        failures.add(
            "%s has %,d rows instead of %,d.".formatted(name(wanted), got.rows(), wanted.rows()));
      } else if (wanted.steady() && !got.digest().equals(wanted.digest())) {
        failures.add(name(wanted) + " has other content, in as many rows.");
      }
    }
    rest.keySet().forEach(name -> failures.add(name + " is there, and the manifest lacks it."));
    return failures;
  }

  private static String name(TableContent table) {
    return table.schema() + "." + table.name();
  }

  /// Indexes that PostgreSQL doesn't trust; of a copy of files those may have been so before.
  List<String> indexes() throws SQLException {
    List<String> failures = new ArrayList<>();
    if (manifest.kind() != Kind.LOGICAL) {
      return failures;
    }
    try (Connection connection = restored.connect("towpath/prove");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select indexrelid::regclass::text from pg_index
                where not indisvalid or not indisready order by 1
                """)) {
      while (row.next()) {
        failures.add("The index " + row.getString(1) + " is not valid.");
      }
    }
    return failures;
  }
}
