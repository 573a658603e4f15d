package dev.towpath.rehearsal;

import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.Scope;
import dev.towpath.catalog.Snapshot;
import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunEvent;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.report.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The database of one rehearsal: builds the state before, runs the pending migrations there under
/// observation, and keeps what was seen.
final class Stage implements AutoCloseable {
  private static final Duration CATALOG_LIMIT = Duration.ofMinutes(2);
  private static final RunOptions OPTIONS = RunOptions.standard().withReplay();

  private final RehearsalRequest request;
  private final StandIn role;
  private final DatabaseUrl owner;
  private final DatabaseUrl superuser;
  private final Watchdog watchdog;
  private final OpenTarget target;
  private final Recording recording;
  private LayoutFiles files;

  private Stage(RehearsalRequest request, ScratchServer server, StandIn role) {
    this.request = request;
    this.role = role;
    this.owner = role.owner();
    this.superuser = role.superuser();
    this.watchdog = new Watchdog(superuser, request.limits(), server.folder());
    this.target = target(owner).open();
    this.recording = new Recording(request.selection().pending());
    this.files = request.files();
  }

  static Stage of(ScratchServer server, RehearsalRequest request) throws SQLException {
    String name = request.around().map(each -> each.database()).orElse(server.url().database());
    DatabaseUrl owner =
        server.url().database().equals(name) ? server.url() : server.createDatabase(name);
    StandIn role = StandIn.none(owner, server);
    if (request.around().isPresent()) {
      // Where the target's role is known, it gets its memberships with it.
      String user = request.runner().isPresent() ? role.superuser().user() : owner.user();
      request.around().get().prepare(role.superuser(), user);
    }
    if (request.runner().isPresent()) {
      role = StandIn.of(request.runner().get(), owner, server);
    }
    try (Connection connection = role.superuser().connect("towpath/prepare");
        Statement statement = connection.createStatement()) {
      // What the server does by itself would be taken for the migrations' work.
      statement.execute("alter system set autovacuum = off");
      statement.execute("select pg_reload_conf()");
    }
    return new Stage(request, server, role);
  }

  int major() {
    return target.major();
  }

  /// The URL of the role that runs the migrations.
  DatabaseUrl owner() {
    return owner;
  }

  /// The URL of the cluster's superuser, in the rehearsed database.
  DatabaseUrl superuser() {
    return superuser;
  }

  Optional<Watchdog.Cause> cause() {
    return watchdog.cause();
  }

  /// One for each migration that was to run.
  List<ObservedMigration> migrations() {
    return recording.all();
  }

  /// Makes the state before the pending migrations.
  List<Finding> build(Applier applier, RunListener listener) throws SQLException {
    List<Finding> findings =
        switch (request.state()) {
          case StateBefore.Replayed replayed -> {
            replay(applier, listener);
            yield List.of();
          }
          case StateBefore.TargetSchema(String name, DatabaseUrl url) ->
              restore(Dump.ofSchema(url, request.major(), request.platform()));
          case StateBefore.DumpFile(Path file) -> restore(Dump.ofFile(file));
        };
    role.lessen();
    return findings;
  }

  private List<Finding> restore(String dump) throws SQLException {
    try (Connection connection = superuser.connect("towpath/restore")) {
      return Restore.run(connection, dump);
    }
  }

  private void replay(Applier applier, RunListener listener) {
    Set<Migration> pending = new HashSet<>(request.selection().pending());
    List<Migration> others =
        request.files().migrations().stream().filter(each -> !pending.contains(each)).toList();
    if (!others.isEmpty()) {
      applier.apply(
          new PlanRequest(request.layout(), new LayoutFiles(others, List.of()), OPTIONS),
          Optional.empty(),
          target,
          event -> {
            watchdog.hear(event);
            listener.hear(event);
          });
    }
  }

  /// The schema as it is now.
  Snapshot read() throws SQLException {
    CatalogReader reader = new CatalogReader(Scope.of(request.platform()), CATALOG_LIMIT);
    try (Connection connection = superuser.connect("towpath/catalog")) {
      return reader.read(connection);
    }
  }

  /// Runs the pending migrations and watches; what was seen so far is kept when one fails.
  void run(Applier applier, RunListener listener, Snapshot before) throws SQLException {
    recording.before(before);
    files = new LayoutFiles(chosen(), List.of());
    Instruments.install(superuser);
    try (StatementObserver observer =
        new StatementObserver(superuser, Set.of(request.layout().history().table()))) {
      observer.watching(() -> apply(applier, listener, observer));
    }
    Instruments.remove(superuser);
  }

  private void apply(Applier applier, RunListener listener, StatementObserver observer) {
    applier
        .observed(observer)
        .apply(
            new PlanRequest(request.layout(), files, OPTIONS),
            Optional.empty(),
            target,
            event -> {
              hear(event, observer);
              listener.hear(event);
            });
  }

  private void hear(RunEvent event, StatementObserver observer) {
    watchdog.hear(event);
    if (event instanceof RunEvent.MigrationDone done) {
      observer.done(done.migration());
    }
    recording.hear(event, observer, this::readAgain);
  }

  private Snapshot readAgain() {
    try {
      return read();
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be read", e);
    }
  }

  /// A state that came without its history knows of no migration: then only the pending ones count.
  private List<Migration> chosen() throws SQLException {
    try (Connection connection = target.connect("history")) {
      List<Applied> known = request.layout().history().read(connection);
      return known.isEmpty() ? request.selection().pending() : request.files().migrations();
    }
  }

  Rehearsed rehearsed(Snapshot before, Snapshot after) {
    return new Rehearsed(
        request.project(),
        request.platform(),
        request.layout(),
        owner,
        superuser,
        before,
        after,
        request.selection().pending(),
        migrations(),
        files,
        recording.undoable(),
        this::copy);
  }

  /// The settings of a database, which a copy has not.
  private static final String COPY_SETTINGS =
      """
      insert into pg_db_role_setting (setdatabase, setrole, setconfig)
      select copy.oid, setting.setrole, setting.setconfig
      from pg_db_role_setting as setting
        join pg_database as original on original.oid = setting.setdatabase,
        pg_database as copy
      where original.datname = ? and copy.datname = ?
      """;

  private DatabaseUrl copy(String name) {
    DatabaseUrl admin = superuser.withDatabase("template1");
    try (Connection connection = admin.connect("towpath/copy");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create database "
              + statement.enquoteIdentifier(name, true)
              + " template "
              + statement.enquoteIdentifier(owner.database(), true)
              + " owner "
              + statement.enquoteIdentifier(owner.user(), true));
      statement.execute("set allow_system_table_mods = on");
      try (PreparedStatement settings = connection.prepareStatement(COPY_SETTINGS)) {
        settings.setString(1, owner.database());
        settings.setString(2, name);
        settings.execute();
      }
      return owner.withDatabase(name);
    } catch (SQLException e) {
      throw new IllegalStateException("The rehearsed database can't be copied", e);
    }
  }

  /// With the settings of the target, which the migrations run under there.
  private Target target(DatabaseUrl url) {
    return new Target(
        "scratch",
        new Target.Scratch(url),
        Optional.empty(),
        request.lockTimeout(),
        request.statementTimeout(),
        0,
        request.platform());
  }

  @Override
  public void close() {
    watchdog.close();
    target.close();
  }
}
