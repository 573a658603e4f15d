package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Proof;
import dev.towpath.backup.ProofJson;
import dev.towpath.backup.provider.FileProvider;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.RecoveredServer;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Restores a backup into a server of its own, looks whether all is there, and writes a proof of it
/// beside the backup. It never touches a server that somebody uses.
public final class Prover {
  private static final long NANOS = 1_000_000;

  private static final List<String> FAST =
      List.of(
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_wal_size=8GB",
          "autovacuum=off",
          "shared_buffers=256MB",
          "maintenance_work_mem=256MB");

  private final Clock clock;
  private final RestoreListener listener;

  /// @param listener hears how far it is
  public Prover(Clock clock, RestoreListener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /// The proof, good or not, as it is kept from now on.
  ///
  /// @throws dev.towpath.problem.ProblemException where it can't be found out: nothing is kept
  public Proof prove(Backup backup, Storage storage, ProveRequest request)
      throws InterruptedException {
    try {
      return found(backup, storage, request);
    } catch (IOException | SQLException e) {
      throw RestoreProblems.failed(e).exception(e);
    }
  }

  private Proof found(Backup backup, Storage storage, ProveRequest request)
      throws IOException, SQLException, InterruptedException {
    Instant started = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long from = System.nanoTime();
    List<String> failures =
        switch (backup.manifest().kind()) {
          case LOGICAL -> logical(backup, storage, request);
          case PHYSICAL -> physical(backup, storage, request);
          case PROVIDER -> provided(backup, request);
        };
    requireRoom(failures);
    Proof proof =
        new Proof(
            backup.id(),
            backup.manifestSha256(),
            request.by(),
            started,
            Duration.ofMillis((System.nanoTime() - from) / NANOS),
            backup.manifest().tables().size(),
            asked(request),
            List.copyOf(failures));
    storage.put(backup.id() + "/proofs/" + name(started), ProofJson.bytes(proof));
    return proof;
  }

  /// A disk that is full says nothing about the backup.
  private static void requireRoom(List<String> failures) throws IOException {
    for (String failure : failures) {
      if (failure.contains("No space left on device")) {
        throw new IOException(failure);
      }
    }
  }

  private static String name(Instant started) {
    return started.toString().replaceAll("[-:]", "") + ".json";
  }

  private static List<String> asked(ProveRequest request) {
    List<String> asked = new ArrayList<>();
    request.queries().forEach(query -> asked.add(query.sql() + " = " + query.expected()));
    asked.addAll(request.probes());
    return asked;
  }

  private List<String> logical(Backup backup, Storage storage, ProveRequest request)
      throws IOException, SQLException, InterruptedException {
    Manifest manifest = backup.manifest();
    Path folder = storage.staging();
    listener.stage("reading and hashing the files");
    List<String> damaged = new BackupFiles(storage, backup, folder).fetch(listener);
    if (!damaged.isEmpty()) {
      return damaged;
    }
    listener.stage("starting a scratch server");
    DumpRestore restore = new DumpRestore(manifest, PgRestore.of(manifest, folder), request.jobs());
    try (ScratchServer server =
        ScratchServer.startLike(manifest.origin().major(), request.platform(), FAST)) {
      DatabaseUrl administrator = server.superuserUrl();
      DumpNeeds needs = restore.needs();
      DumpRestore.requireExtensions(administrator, needs);
      DumpRestore.makeRoles(administrator, DumpRestore.missingRoles(administrator, needs));
      DatabaseUrl copy = NewDatabase.make(administrator, "towpath_proof", manifest.origin());
      listener.stage("restoring");
      List<String> failures = new ArrayList<>(restore.into(copy, listener));
      Unfreezing.one(copy, backup);
      listener.stage("asking");
      failures.addAll(new Questions(request, copy).ask());
      return failures;
    } catch (PgRestore.Unreadable e) {
      return List.of("pg_restore can't read the dump: " + e.getMessage());
    }
  }

  private List<String> physical(Backup backup, Storage storage, ProveRequest request)
      throws IOException, SQLException, InterruptedException {
    Manifest manifest = backup.manifest();
    listener.stage("reading and hashing the files, and recovering from them");
    try (RecoveredServer server =
        RecoveredServer.scratch(
            manifest.origin().major(),
            request.platform(),
            data -> new PhysicalRestore(storage, backup, listener).fill(data),
            new RecoveryTarget.Backup().settings(timeline(manifest)))) {
      listener.stage("comparing every table");
      return compared(backup, server.url(manifest.origin().database()), request);
    } catch (RecoveredServer.Failed e) {
      return List.of("PostgreSQL doesn't recover from it: " + e.getMessage());
    } catch (PhysicalRestore.Damaged e) {
      return e.failures();
    }
  }

  /// The provider checks it first, which costs less than a restore that fails at its end.
  private List<String> provided(Backup backup, ProveRequest request)
      throws IOException, SQLException, InterruptedException {
    Manifest manifest = backup.manifest();
    if (!(request.provider().orElseThrow() instanceof FileProvider provider)) {
      throw elsewhere(backup).exception();
    }
    ProviderRestore restore = new ProviderRestore(provider, manifest);
    listener.stage("letting " + provider.name() + " check its files");
    List<String> damaged = provider.check(restore.backup());
    if (!damaged.isEmpty()) {
      return damaged;
    }
    listener.stage("letting " + provider.name() + " restore, and recovering from that");
    try (RecoveredServer server =
        RecoveredServer.scratch(
            manifest.origin().major(), request.platform(), restore::fill, restore.settings())) {
      listener.stage("comparing every table");
      return compared(backup, server.url(manifest.origin().database()), request);
    } catch (RecoveredServer.Failed e) {
      return List.of("PostgreSQL doesn't recover from it: " + e.getMessage());
    } catch (FileProvider.NotRestored e) {
      return List.of(provider.name() + " doesn't restore it: " + e.getMessage());
    }
  }

  /// A server that runs and can't read what it has is a failure of the backup.
  private static List<String> compared(Backup backup, DatabaseUrl copy, ProveRequest request)
      throws InterruptedException {
    Manifest manifest = backup.manifest();
    List<String> failures = new ArrayList<>();
    try {
      failures.addAll(identity(manifest, copy));
      failures.addAll(new Comparison(manifest, copy).contents(request.jobs()));
      Unfreezing.one(copy, backup);
      failures.addAll(new Questions(request, copy).ask());
    } catch (SQLException e) {
      failures.add("The restored server answers: " + e.getMessage());
    } catch (ProblemException e) {
      failures.add(e.problem().what() + " " + e.problem().why());
    }
    return failures;
  }

  private static long timeline(Manifest manifest) {
    return manifest.wal().map(Manifest.WalRange::timeline).orElse(1L);
  }

  private static List<String> identity(Manifest manifest, DatabaseUrl copy) throws SQLException {
    try (Connection connection = copy.connect("towpath/prove");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select system_identifier::text from pg_control_system()")) {
      row.next();
      String wanted = manifest.origin().systemIdentifier();
      return wanted.isEmpty() || wanted.equals(row.getString(1))
          ? List.of()
          : List.of("Its files are of another server: its system identifier is another one.");
    }
  }

  private static Problem elsewhere(Backup backup) {
    return Problem.of("prove-elsewhere", Exit.USAGE, backup.id() + " can't be proved here.")
        .because("Its files are with the provider, who gives them to nobody.")
        .leaving("Nothing was changed, and the backup counts as unproved.")
        .next("Prove a dump of the same database: towpath backup create --logical");
  }
}
