package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupId;
import dev.towpath.backup.ContentDigest;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Proof;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.digest.Sha256;
import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.run.Undoer;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Sql;
import dev.towpath.postgres.Target;
import dev.towpath.rollback.freeze.FreezeRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A flight of locks: a project of migrations on a database of its own, to be rolled back.
final class Flight {
  private static final int MAJOR = 18;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// Started when the first database is asked for.
  private static final class Scratch {
    static final ScratchServer SERVER = ScratchServer.start(MAJOR, Platform.NONE);
  }

  final DatabaseUrl url;
  final int major;
  final List<Migration> migrations = new ArrayList<>();
  RunOptions options = RunOptions.standard();
  List<Backup> backups = List.of();
  List<Path> archives = List.of();
  Optional<String> to = Optional.empty();
  Optional<Means> by = Optional.empty();
  final String layout;
  Storage storage = new FolderStorage(Path.of("target", "none"));

  Flight(String layout) {
    this(layout, Scratch.SERVER.createDatabase("flight" + NUMBER.incrementAndGet()), MAJOR);
  }

  Flight(String layout, DatabaseUrl url, int major) {
    this.layout = layout;
    this.url = url;
    this.major = major;
  }

  /// Three locks; each can be undone, the last one with a loss.
  static Flight withThreeLocks(String layout) {
    Flight flight = new Flight(layout);
    flight.add("create table lock (id int primary key); insert into lock values (1), (2)", "");
    flight.add("alter table lock add column rise int", "alter table lock drop column rise");
    flight.add("create table toll (id int)", "drop table toll");
    return flight;
  }

  /// @param down empty for none
  void add(String up, String down) {
    put(migrations.size(), up, down);
  }

  void put(int index, String up, String down) {
    String version = "%014d".formatted(20260101000001L + index);
    String base = "migrations/" + version + "_lock";
    String file = base + (layout.equals("prisma") ? "/migration.sql" : ".sql");
    String back = base + (layout.equals("prisma") ? "/down.sql" : ".down.sql");
    Migration migration =
        new Migration(
            version,
            "lock",
            Source.whole(file, up),
            Sha256.of(up),
            down.isEmpty() ? Optional.empty() : Optional.of(Source.whole(back, down)),
            Migration.Kind.VERSIONED);
    if (index < migrations.size()) {
      migrations.set(index, migration);
    } else {
      migrations.add(migration);
    }
  }

  String version(int index) {
    return migrations.get(index).version();
  }

  PlanRequest files() {
    return new PlanRequest(
        Layouts.named(layout), new LayoutFiles(List.copyOf(migrations), List.of()), options);
  }

  OpenTarget open() {
    return new Target(
            "test",
            new Target.Url(url),
            Optional.empty(),
            Duration.ofSeconds(2),
            Optional.empty(),
            major,
            Platform.NONE)
        .open();
  }

  void apply() {
    try (OpenTarget target = open()) {
      applier().apply(files(), Optional.empty(), target, RunListener.silent());
    }
  }

  RollbackPlan plan() {
    try (OpenTarget target = open()) {
      return planner().plan(new RollbackRequest(files(), to, by, backups), target);
    }
  }

  RolledBack run(Consumer<String> listener) {
    return run(listener, "test");
  }

  RolledBack run(Consumer<String> listener, String confirmed) {
    try (OpenTarget target = open()) {
      return runner(listener)
          .run(
              new RollbackRun(
                  new RollbackRequest(files(), to, by, backups),
                  Optional.of(confirmed),
                  freeze(),
                  "ann"),
              target);
    }
  }

  Optional<String> abandon() {
    try (OpenTarget target = open()) {
      return runner(word -> {}).abandon(target, freeze());
    }
  }

  FreezeRequest freeze() {
    return new FreezeRequest(
        Layouts.named(layout).history(),
        List.of(),
        "ann",
        "a rollback",
        Optional.empty(),
        Optional.empty(),
        false,
        Duration.ofSeconds(2));
  }

  String ask(String query) {
    return Sql.ask(url, query);
  }

  void say(String sql) {
    Sql.say(url, sql);
  }

  /// A backup of the database as it is, for what its manifest tells: there are no files. Its proof
  /// took 42 seconds.
  Backup backup() {
    Manifest manifest =
        new Manifest(
            new BackupId("20260101T000000Z-test-0000"),
            Manifest.Kind.LOGICAL,
            "test",
            new Manifest.Origin(
                "18.0",
                18,
                ask("select system_identifier from pg_control_system()"),
                ask("select current_database()"),
                "UTF8",
                "0/0",
                1,
                1),
            ask("select pg_current_snapshot()"),
            Manifest.Scope.WHOLE,
            contents(),
            List.of(),
            migrations.stream()
                .map(each -> new Manifest.AppliedMigration(each.version(), ""))
                .toList(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            Instant.EPOCH);
    Proof proof =
        new Proof(
            manifest.id(),
            "0",
            "ann",
            Instant.EPOCH,
            Duration.ofSeconds(42),
            1,
            List.of(),
            List.of());
    return new Backup(manifest, "0", List.of(proof), Optional.empty());
  }

  private List<Manifest.TableContent> contents() {
    try (Connection connection = url.connect("test")) {
      return ContentDigest.of(connection, Manifest.Scope.WHOLE);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /// Whether a write goes through.
  boolean frozen() {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("update lock set id = id");
      return false;
    } catch (SQLException refused) {
      return "25006".equals(refused.getSQLState());
    }
  }

  /// The columns of the project's tables.
  String schema() {
    return ask(
        """
        select string_agg(table_name || '.' || column_name, ' ' order by table_name,
          ordinal_position)
        from information_schema.columns
        where table_schema = 'public' and table_name in ('lock', 'toll')
        """);
  }

  private RollbackRunner runner(Consumer<String> listener) {
    return new RollbackRunner(
        planner(),
        undoer(),
        new Verifier(applier(), RunListener.silent()),
        listener,
        event -> listener.accept(event.getClass().getSimpleName()),
        restores());
  }

  private RollbackPlanner planner() {
    return new RollbackPlanner(new DownTrials(applier(), undoer(), word -> {}), restores());
  }

  private Restores restores() {
    return new Restores(storage, archives, 1);
  }

  private static Applier applier() {
    return new Applier(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  }

  private static Undoer undoer() {
    return new Undoer(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  }
}
