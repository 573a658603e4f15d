package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.PhysicalBackup;
import dev.towpath.backup.Proof;
import dev.towpath.backup.restore.ProveRequest.Query;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A small database of Debian's server, with a dump and a copy of it.
record Shop(ScratchServer server, Kept logical, Kept physical) implements AutoCloseable {
  static final int MAJOR = 15;

  static Shop make(Path shared) throws Exception {
    ScratchServer server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of());
    DatabaseUrl url = server.createDatabase("shop");
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create role clerk;
          create schema app;
          create table app.customers (id int primary key, name text not null);
          create table app.orders (
            id bigint generated always as identity primary key,
            customer int not null references app.customers, total numeric(10, 2), note text);
          create index on app.orders (customer);
          alter table app.customers enable row level security;
          create policy seen on app.customers to clerk using (id < 100);
          grant select on app.orders to clerk;
          create unlogged table app.cache (id int);
          insert into app.cache values (1);
          insert into app.customers select i, 'customer ' || i from generate_series(1, 500) i;
          insert into app.orders (customer, total, note)
            select 1 + i % 500, i * 1.25, md5(i::text) from generate_series(1, 5000) i;
          """);
    }
    Path dumps = shared.resolve("logical");
    Path copies = shared.resolve("physical");
    Target target =
        new Target(
            "shop",
            new Target.Scratch(url),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            MAJOR,
            Platform.NONE);
    BackupRequest request =
        new BackupRequest("shop", Scope.WHOLE, Optional.of("r1"), 2, Optional.empty());
    try (OpenTarget open = target.open();
        Storage first = new FolderStorage(dumps);
        Storage second = new FolderStorage(copies)) {
      Clock clock = Clock.systemUTC();
      RandomGenerator random = RandomGenerator.getDefault();
      Backup dump =
          new LogicalBackup(clock, random, "test")
              .create(open, request, first, BackupListener.silent());
      Backup copy =
          new PhysicalBackup(clock, random, "test")
              .create(open, request, second, BackupListener.silent());
      return new Shop(
          server, new Kept(dumps, dump.id().text()), new Kept(copies, copy.id().text()));
    }
  }

  static Proof prove(Kept kept, List<Query> queries, List<String> probes) throws Exception {
    try (Storage storage = kept.storage()) {
      ProveRequest request =
          new ProveRequest(
              queries, probes, kept.folder(), Platform.NONE, "a test", 2, Optional.empty());
      return new Prover(Clock.systemUTC(), _ -> {}).prove(kept.backup(), storage, request);
    }
  }

  static Proof prove(Kept kept) throws Exception {
    return prove(kept, List.of(), List.of());
  }

  @Override
  public void close() {
    server.close();
  }
}
