package dev.towpath.backup;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.InstalledCluster;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/// A database to back up on a server that the client programs of this machine understand, and a
/// folder to keep backups in.
public record BackupCase(DatabaseUrl url, Path folder) {
  /// Tables of several kinds, one of them large enough that a dump takes a moment.
  public static final String SCHEMA =
      """
      create schema app;
      create table app.boats (id bigint generated always as identity primary key, name text);
      insert into app.boats (name) select 'boat ' || n from generate_series(1, 1000) n;
      create table app.logs (at timestamptz, line text) partition by range (at);
      create table app.logs_old partition of app.logs for values from (minvalue) to ('2030-01-01');
      create table app.logs_new partition of app.logs default;
      insert into app.logs select timestamptz '2029-12-31' + n * interval '1 min',
        md5(n::text) || md5(n::text || 'x') from generate_series(1, 20000) n;
      create table "Odd ""name" ("a b" int);
      """;

  /// Makes the tables in an empty database of its own.
  public static BackupCase on(InstalledCluster cluster, String database, Path folder)
      throws SQLException {
    say(cluster.url(), "create database " + database);
    DatabaseUrl url = cluster.url().withDatabase(database);
    say(url, SCHEMA);
    return new BackupCase(url, folder);
  }

  static void say(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void say(String sql) throws SQLException {
    say(url, sql);
  }

  OpenTarget open() {
    return new Target(
            "test",
            new Target.Url(url),
            Optional.empty(),
            Duration.ofSeconds(2),
            Optional.empty(),
            InstalledCluster.MAJOR,
            Platform.NONE)
        .open();
  }

  static BackupRequest request(Scope scope) {
    return new BackupRequest("test", scope, Optional.of("r-1"), 2, Optional.empty());
  }

  Backup create(Scope scope, Storage storage, BackupListener listener) throws InterruptedException {
    try (OpenTarget target = open()) {
      return new LogicalBackup(Clock.systemUTC(), new Random(), "test")
          .create(target, request(scope), storage, listener);
    }
  }

  /// One of the whole database, in the folder.
  public Backup create() throws InterruptedException {
    try (Storage storage = new FolderStorage(folder)) {
      return create(Scope.WHOLE, storage, BackupListener.silent());
    }
  }

  Backups.Listing list() throws IOException {
    try (Storage storage = new FolderStorage(folder)) {
      return new Backups(storage).list();
    }
  }
}
