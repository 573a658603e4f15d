package dev.towpath.backup.restore;

import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A dump put into an empty database, and compared while its indexes are made.
record DumpRestore(Manifest manifest, PgRestore program, int jobs) {
  /// What the server must have before the restore begins.
  DumpNeeds needs() throws IOException, InterruptedException {
    return DumpNeeds.of(program.sql());
  }

  /// Fails with `prove-extension-missing` where the server can't hold what is in the dump, which
  /// says nothing against the dump.
  static void requireExtensions(DatabaseUrl server, DumpNeeds needs) throws SQLException {
    Set<String> missing = new TreeSet<>(needs.extensions());
    missing.removeAll(names(server, "select name from pg_available_extensions"));
    if (!missing.isEmpty()) {
      String all = String.join(", ", missing);
      throw Problem.of(
              "prove-extension-missing",
              Exit.UNREACHABLE,
              "This machine's PostgreSQL lacks an extension of the backup: " + all)
          .because("Without it the backup can't be restored here, good or not.")
          .leaving("Nothing was changed, and the backup counts as it did before.")
          .next("Install the extension's package for that major version, then prove again.")
          .exception();
    }
  }

  static Set<String> missingRoles(DatabaseUrl server, DumpNeeds needs) throws SQLException {
    Set<String> missing = new TreeSet<>(needs.roles());
    missing.removeAll(names(server, "select rolname from pg_roles"));
    return missing;
  }

  /// Makes roles that can't log in.
  static void makeRoles(DatabaseUrl server, Set<String> roles) throws SQLException {
    try (Connection connection = server.connect("towpath/prove");
        Statement statement = connection.createStatement()) {
      for (String role : roles) {
        statement.execute("create role " + statement.enquoteIdentifier(role, true));
      }
    }
  }

  private static Set<String> names(DatabaseUrl url, String query) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Connection connection = url.connect("towpath/prove");
        PreparedStatement select = connection.prepareStatement(query);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  /// Restores and compares.
  ///
  /// @param superuser an URL of the empty database
  /// @return what isn't as the manifest says, a sentence each
  List<String> into(DatabaseUrl superuser, RestoreListener listener)
      throws IOException, SQLException, InterruptedException {
    prepare(superuser);
    List<String> failures = new ArrayList<>();
    Comparison comparison = new Comparison(manifest, superuser);
    try (Growth growth = Growth.of(superuser, manifest, listener);
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      failures.addAll(program.restore(superuser, jobs, List.of("pre-data"), growth::look));
      if (!failures.isEmpty()) {
        return failures; // what is to hold the rows isn't all there
      }
      failures.addAll(program.restore(superuser, jobs, List.of("data"), growth::look));
      Future<List<String>> rest =
          beside.submit(() -> program.restore(superuser, jobs, List.of("post-data"), growth::look));
      List<String> differences = comparison.contents(jobs);
      failures.addAll(rest.get());
      failures.addAll(differences);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
    failures.addAll(comparison.indexes());
    return failures;
  }

  /// A dump of a part makes its schemas itself if it was asked for them, else it needs them.
  private void prepare(DatabaseUrl superuser) throws SQLException {
    Scope scope = manifest.scope();
    try (Connection connection = superuser.connect("towpath/prove");
        Statement statement = connection.createStatement()) {
      if (scope.schemas().contains("public")) {
        statement.execute("drop schema if exists public");
      }
      if (!scope.tables().isEmpty()) {
        for (String schema :
            new TreeSet<>(manifest.tables().stream().map(TableContent::schema).toList())) {
          if (!schema.equals("pg_catalog")) {
            statement.execute(
                "create schema if not exists " + statement.enquoteIdentifier(schema, true));
          }
        }
      }
    }
  }
}
