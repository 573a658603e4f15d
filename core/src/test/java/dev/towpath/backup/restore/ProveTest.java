package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.PhysicalBackup;
import dev.towpath.backup.Proof;
import dev.towpath.backup.restore.ProveRequest.Query;
import dev.towpath.backup.store.Storage;
import dev.towpath.backup.store.Storages;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups that are whole are proved; what is wrong with others is said. Debian's client tools and
/// server, as `.ci/run` installs them.
class ProveTest {
  private static final int MAJOR = 15;

  @TempDir private static Path shared;
  private static ScratchServer server;
  private static Kept logical;
  private static Kept physical;

  @TempDir private Path folder;

  @BeforeAll
  static void make() throws Exception {
    server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of());
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
        Storage first = Storages.at(dumps, ".");
        Storage second = Storages.at(copies, ".")) {
      Clock clock = Clock.systemUTC();
      RandomGenerator random = RandomGenerator.getDefault();
      Backup dump =
          new LogicalBackup(clock, random, "test")
              .create(open, request, first, BackupListener.silent());
      logical = new Kept(dumps, dump.id().text());
      Backup copy =
          new PhysicalBackup(clock, random, "test")
              .create(open, request, second, BackupListener.silent());
      physical = new Kept(copies, copy.id().text());
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Proof prove(Kept kept, List<Query> queries, List<String> probes) throws Exception {
    try (Storage storage = kept.storage()) {
      ProveRequest request =
          new ProveRequest(queries, probes, kept.folder(), Platform.NONE, "a test", 2);
      return new Prover(Clock.systemUTC(), _ -> {}).prove(kept.backup(), storage, request);
    }
  }

  private static Proof prove(Kept kept) throws Exception {
    return prove(kept, List.of(), List.of());
  }

  @Test
  void aWholeDumpIsProvedAndTheProofStaysWithIt() throws Exception {
    Kept kept = logical.copy(folder);
    Query right = new Query("select sum(total) from app.orders", "15628125.00");
    Proof proof = prove(kept, List.of(right), List.of("test -n \"$DATABASE_URL\""));
    assertThat(proof.failures()).isEmpty();
    assertThat(proof.recovery()).isPositive();
    assertThat(kept.backup().proved()).isTrue();
    assertThat(kept.backup().lastProof()).contains(proof);
  }

  @Test
  void aWholeCopyIsProvedWithoutItsUnloggedRows() throws Exception {
    Kept kept = physical.copy(folder);
    Query empty = new Query("select count(*) from app.cache", "0");
    assertThat(prove(kept, List.of(empty), List.of()).failures()).isEmpty();
    assertThat(kept.backup().manifest().tables())
        .allMatch(Manifest.TableContent::steady)
        .noneMatch(table -> table.name().equals("cache"));
  }

  @Test
  void wrongAnswersAreFailuresOfTheBackup() throws Exception {
    Kept kept = logical.copy(folder);
    Proof proof =
        prove(
            kept,
            List.of(new Query("select count(*) from app.orders", "7"), new Query("selct", "1")),
            List.of("exit 3"));
    assertThat(proof.failures())
        .anyMatch(why -> why.contains("answers 5000, not 7"))
        .anyMatch(why -> why.startsWith("The query selct fails: "))
        .anyMatch(why -> why.contains("exit 3 ended with 3"));
    assertThat(kept.backup().proved()).isFalse();
    assertThat(kept.backup().lastProof()).isPresent();
  }

  @Test
  void aDumpThatWasCutShortIsNoticedThoughItListsWell() throws Exception {
    Kept kept = logical.copy(folder);
    Path data = kept.largest("dump");
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(prove(kept).failures()).singleElement().asString().contains(" bytes instead of ");
    assertThat(prove(kept.rehashed()).failures())
        .anyMatch(why -> why.startsWith("app.orders has "));
  }

  @Test
  void oneOtherDigitIsNoticedThoughTheDumpRestoresWithoutAWord() throws Exception {
    Kept kept = logical.copy(folder);
    Path data = kept.largest("dump");
    String rows;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(data))) {
      rows = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(data))) {
      out.write(rows.replaceFirst("\t1\\.25\t", "\t1.35\t").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(prove(kept).failures()).singleElement().asString().contains("dump/");
    assertThat(prove(kept.rehashed()).failures())
        .containsExactly("app.orders has other content, in as many rows.");
  }

  @Test
  void aFlippedByteInACopyIsNoticed() throws Exception {
    Kept kept = physical.copy(folder);
    Path orders = containing(kept, "customer 499");
    byte[] bytes = Files.readAllBytes(orders);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("customer 499");
    bytes[at] = 'C';
    Files.write(orders, bytes);
    assertThat(prove(kept).failures()).singleElement().asString().contains("was changed");
    assertThat(prove(kept.rehashed()).failures())
        .containsExactly("app.customers has other content, in as many rows.");
  }

  private static Path containing(Kept kept, String text) throws IOException {
    for (Manifest.StoredFile file : kept.backup().manifest().files()) {
      Path path = kept.file(file.path());
      if (file.path().startsWith("base/base/")
          && Files.readString(path, StandardCharsets.ISO_8859_1).contains(text)) {
        return path;
      }
    }
    throw new AssertionError("no file holds " + text);
  }

  @Test
  void aCopyThatRunsAndCanNotBeReadIsAFailure() throws Exception {
    Kept kept = physical.copy(folder);
    Path customers = containing(kept, "customer 499");
    byte[] bytes = Files.readAllBytes(customers);
    Arrays.fill(bytes, 0, 24, (byte) 0x7F);
    Files.write(customers, bytes);
    assertThat(prove(kept.rehashed()).failures())
        .singleElement()
        .asString()
        .contains("The restored server answers: ", "invalid page");
    assertThat(kept.backup().proved()).isFalse();
  }

  @Test
  void aDatabaseThatIsNotInTheCopyIsAFailure() throws Exception {
    Kept kept =
        physical
            .copy(folder)
            .with(
                manifest -> {
                  Manifest.Origin old = manifest.origin();
                  Manifest.Origin renamed =
                      new Manifest.Origin(
                          old.version(),
                          old.major(),
                          old.systemIdentifier(),
                          "elsewhere",
                          old.encoding(),
                          old.lsn(),
                          old.timeline(),
                          old.databaseBytes());
                  return Kept.with(manifest, renamed, manifest.files());
                });
    assertThat(prove(kept).failures()).singleElement().asString().contains("elsewhere");
  }

  @Test
  void aLostFileAndLostWriteAheadLogAreNoticed() throws Exception {
    Kept kept = physical.copy(folder);
    Path wal = kept.largest("wal");
    Files.write(wal, new byte[(int) Files.size(wal)]);
    assertThat(prove(kept.rehashed()).failures())
        .singleElement()
        .asString()
        .startsWith("PostgreSQL doesn't recover from it: ");
    Files.delete(wal);
    assertThat(prove(kept).failures()).singleElement().asString().endsWith(" is missing.");
  }

  @Test
  void aCopyOfAnotherServerIsNoticed() throws Exception {
    Kept kept =
        physical
            .copy(folder)
            .with(manifest -> Kept.with(manifest, other(manifest, MAJOR), manifest.files()));
    assertThat(prove(kept).failures()).anyMatch(why -> why.contains("are of another server"));
  }

  @Test
  void aMajorThatIsNotHereIsNoFailureOfTheBackup() throws Exception {
    Kept kept =
        physical
            .copy(folder)
            .with(manifest -> Kept.with(manifest, other(manifest, 99), manifest.files()));
    assertThatThrownBy(() -> prove(kept))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("postgres-missing"));
    assertThat(kept.backup().lastProof()).isEmpty();
  }

  @Test
  void filesOfAnotherMajorAreNoticed() throws Exception {
    Kept kept =
        physical
            .copy(folder)
            .with(manifest -> Kept.with(manifest, other(manifest, 18), manifest.files()));
    assertThat(prove(kept).failures())
        .singleElement()
        .asString()
        .contains("initialized by PostgreSQL version 15");
  }

  private static Manifest.Origin other(Manifest manifest, int major) {
    Manifest.Origin old = manifest.origin();
    return new Manifest.Origin(
        old.version(),
        major,
        "7000000000000000000",
        old.database(),
        old.encoding(),
        old.lsn(),
        old.timeline(),
        old.databaseBytes());
  }
}
