package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.JavaProcess;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A process of its own that proves or restores a backup. At each stage it tells and waits until it
/// may go on, so that it can be killed right there or a little later.
final class Doer implements AutoCloseable {
  private static final String URL = "TOWPATH_TEST_URL";
  private static final int KILL_SECONDS = 10;

  private final Process process;
  private final BufferedReader told;

  private Doer(Process process) {
    this.process = process;
    this.told = process.inputReader(StandardCharsets.UTF_8);
  }

  /// What it does.
  enum Deed {
    PROVE,
    RESTORE_DATABASE,
    RESTORE_SERVER
  }

  static Doer start(Deed deed, Kept kept, DatabaseUrl live, String into) throws IOException {
    ProcessBuilder builder =
        JavaProcess.of(Doer.class, deed.name(), kept.folder().toString(), kept.id(), into);
    builder.environment().putAll(Map.of(URL, live.revealed()));
    return new Doer(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// The next stage, at which the process now waits; empty if it has ended.
  Optional<String> next() throws IOException {
    return Optional.ofNullable(told.readLine());
  }

  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /// As `kill -9` does it; when it returns, the process is gone.
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("It can't be killed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String... words) throws Exception {
    Kept kept = new Kept(Path.of(words[1]), words[2]);
    Deed deed = Deed.valueOf(words[0]);
    try (Storage storage = kept.storage()) {
      switch (deed) {
        case PROVE -> prove(kept, storage, Doer::stage);
        case RESTORE_DATABASE -> database(kept.backup(), storage, words[3]);
        case RESTORE_SERVER -> server(kept.backup(), storage, Path.of(words[3]));
      }
    }
  }

  static void prove(Kept kept, Storage storage, Consumer<String> stage) throws Exception {
    ProveRequest request =
        new ProveRequest(
            List.of(), List.of(), kept.folder(), Platform.NONE, "a test", 2, Optional.empty());
    new Prover(Clock.systemUTC(), stage::accept).prove(kept.backup(), storage, request);
  }

  private static void database(Backup backup, Storage storage, String into) throws Exception {
    Target target =
        new Target(
            "live",
            new Target.Scratch(DatabaseUrl.parse(System.getenv(URL))),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            backup.manifest().origin().major(),
            Platform.NONE);
    try (OpenTarget open = target.open()) {
      new DatabaseRestore(Doer::stage).restore(backup, storage, open, into, 2);
    }
  }

  private static void server(Backup backup, Storage storage, Path into) throws Exception {
    ServerRestore.Request request =
        new ServerRestore.Request(
            new RecoveryTarget.Backup(), Optional.empty(), List.of(), Platform.NONE, 2);
    try (ServerRestore.Restored restored =
        new ServerRestore(Doer::stage).restore(backup, storage, request, into)) {
      stage("keeping");
      restored.server().keep(into);
      stage("kept");
    }
  }

  private static void stage(String words) {
    System.out.println(words);
    try {
      if (System.in.read() < 0) {
        System.exit(3);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
