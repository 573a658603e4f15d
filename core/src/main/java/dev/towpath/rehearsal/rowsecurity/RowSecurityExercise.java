package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.catalog.CatalogComparison;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Kind;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.Location;
import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.Rehearsed;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Exercises row security as the application would: each role, with each of two made-up users in
/// its claims, tries each command on tables that have a row of each user.
public final class RowSecurityExercise implements Exercise {
  /// Which tables are tried.
  public enum Which {
    /// Those that are new, or whose policies the migrations changed, or that fixtures name.
    CHANGED,
    ALL,
    NONE
  }

  private static final String LIMIT = "30s";

  private final Which which;

  public RowSecurityExercise(Which which) {
    this.which = which;
  }

  @Override
  public String name() {
    return "row security";
  }

  @Override
  public Exercised run(Rehearsed database) {
    if (which == Which.NONE) {
      return Exercised.skipped("It was not asked for.");
    }
    Fixtures fixtures = Fixtures.read(database.project());
    try {
      List<GuardedTable> tables = chosen(database, fixtures);
      // A copy costs as much as all files of the database.
      return tables.isEmpty()
          ? new RowSecurityReport().exercised()
          : exercise(tables, database, fixtures).exercised();
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be asked", e);
    }
  }

  private static RowSecurityReport exercise(
      List<GuardedTable> tables, Rehearsed database, Fixtures fixtures) throws SQLException {
    DatabaseUrl copy =
        database.superuser().withDatabase(database.copy("towpath_row_security").database());
    try (Connection connection = copy.connect("towpath/rls")) {
      lookWhereTheOwnerLooks(database.owner(), connection);
      connection.setAutoCommit(false);
      RowSecurityReport report = exercise(tables, database, fixtures, connection);
      connection.rollback();
      return report;
    }
  }

  private static RowSecurityReport exercise(
      List<GuardedTable> tables, Rehearsed database, Fixtures fixtures, Connection connection)
      throws SQLException {
    RowSecurityReport report = new RowSecurityReport();
    TableReader reader = new TableReader(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local statement_timeout = '" + LIMIT + "'");
    }
    load(fixtures, connection, report);
    Ownership ownership = new Ownership();
    Set<Long> related = new LinkedHashSet<>();
    for (GuardedTable table : tables) {
      ownership.learn(table, reader);
      related.addAll(reader.related(table.oid()));
    }
    for (long oid : related) {
      ownership.learn(reader.read(oid), reader);
    }
    UserRows maker = new UserRows(connection, reader, ownership);
    makeUsers(reader, maker);
    for (long oid : related) {
      GuardedTable table = reader.read(oid);
      maker.row(table, User.ANN);
      maker.row(table, User.BEN);
    }
    RowSecurityFindings findings = new RowSecurityFindings(fixtures.expected());
    Examination examination = new Examination(connection, maker, ownership.settings());
    for (GuardedTable table : tables) {
      examine(table, database, connection, examination, maker, findings, report);
    }
    return report;
  }

  /// A platform's superuser finds `auth.uid()` without its schema, so that policies would be shown
  /// to it as nobody writes them.
  private static void lookWhereTheOwnerLooks(DatabaseUrl owner, Connection connection)
      throws SQLException {
    try (Connection owning = owner.connect("towpath/rls");
        Statement show = owning.createStatement();
        ResultSet row = show.executeQuery("show search_path");
        PreparedStatement set =
            connection.prepareStatement("select set_config('search_path', ?, false)")) {
      row.next();
      set.setString(1, row.getString(1));
      set.execute();
    }
  }

  private static void examine(
      GuardedTable table,
      Rehearsed database,
      Connection connection,
      Examination examination,
      UserRows maker,
      RowSecurityFindings findings,
      RowSecurityReport report)
      throws SQLException {
    List<List<Visitor>> roles = Roles.of(connection, database.platform(), table);
    List<Cell> cells = examination.examine(table, roles);
    report.add(table, cells);
    if (cells.isEmpty()) {
      report.add(List.of(RowSecurityFindings.notExercised(table, maker.failure(table))));
    }
    Set<String> names =
        roles.stream().map(each -> each.getFirst().role()).collect(Collectors.toSet());
    for (Cell cell : cells) {
      boolean bypasses = Roles.bypasses(connection, cell.role());
      report.add(findings.of(cell, bypasses));
    }
    report.add(UnusedPolicies.find(connection, table, names));
  }

  /// Looked up in the rehearsed database itself: a copy has the same OIDs.
  private List<GuardedTable> chosen(Rehearsed database, Fixtures fixtures) throws SQLException {
    try (Connection connection = database.superuser().connect("towpath/rls")) {
      lookWhereTheOwnerLooks(database.owner(), connection);
      return chosen(database, fixtures, new TableReader(connection));
    }
  }

  private List<GuardedTable> chosen(Rehearsed database, Fixtures fixtures, TableReader reader)
      throws SQLException {
    Set<String> wanted = changed(database);
    fixtures.expected().forEach(each -> wanted.add(each.table()));
    List<GuardedTable> tables = new ArrayList<>();
    for (Map.Entry<String, Long> each : new TreeMap<>(reader.guarded()).entrySet()) {
      String schema = each.getKey().substring(0, each.getKey().indexOf('.'));
      boolean system = database.platform().systemSchemas().contains(schema);
      if (wanted.contains(each.getKey()) || (which == Which.ALL && !system)) {
        tables.add(reader.read(each.getValue()));
      }
    }
    return tables;
  }

  private static Set<String> changed(Rehearsed database) {
    Set<String> changed = new LinkedHashSet<>();
    for (Difference each :
        CatalogComparison.compare(database.before().catalog(), database.after().catalog())) {
      if (each.name().kind() == Kind.TABLE) {
        changed.add(each.name().schema() + "." + each.name().name());
      } else if (each.name().kind() == Kind.POLICY) {
        changed.add(each.name().schema() + "." + each.name().parent());
      }
    }
    return changed;
  }

  private static void makeUsers(TableReader reader, UserRows maker) throws SQLException {
    long users = reader.users();
    if (users != 0) {
      maker.row(reader.read(users), User.ANN);
      maker.row(reader.read(users), User.BEN);
    }
  }

  private static void load(Fixtures fixtures, Connection connection, RowSecurityReport report)
      throws SQLException {
    for (Map.Entry<String, String> file : fixtures.rows().entrySet()) {
      Savepoint before = connection.setSavepoint();
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        for (dev.towpath.sql.Statement each : Script.of(file.getValue()).statements()) {
          statement.execute(each.sql());
        }
      } catch (SQLException e) {
        connection.rollback(before);
        report.add(
            List.of(
                Finding.of(
                        "rls-fixture-failed",
                        Severity.WARNING,
                        "The rows of " + file.getKey() + " can't be loaded.")
                    .at(Location.file(file.getKey()))
                    .because("The server said: " + e.getMessage())
                    .help("The policies were exercised without them.")));
      }
    }
  }
}
