package dev.towpath.backup;

import dev.towpath.backup.Manifest.WalRange;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.Folders;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Copies a server's files over the network with the user's `pg_basebackup`.
final class BaseBackup {
  private static final Duration LIMIT = Duration.ofHours(24);

  private BaseBackup() {}

  /// @param to gets `base` and `wal`
  static WalRange copy(OpenTarget target, ClientTool tool, Path to, String name)
      throws IOException, InterruptedException {
    Path base = to.resolve("base");
    List<String> words =
        List.of(
            "--pgdata=" + base,
            "--waldir=" + to.resolve("wal").toAbsolutePath(),
            "--wal-method=stream",
            "--checkpoint=fast",
            "--manifest-checksums=SHA256",
            "--label=" + name,
            "--no-sync",
            "--no-password");
    Path log = to.resolve("pg_basebackup.log");
    Process process =
        tool.process(words, Optional.of(target.url()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(LIMIT.toMinutes(), TimeUnit.MINUTES);
      String said = Secrets.hidden(Files.readString(log).strip());
      if (!ended || process.exitValue() != 0) {
        throw failed(ended ? said : "It took longer than " + LIMIT.toHours() + " h.").exception();
      }
    } finally {
      process.destroyForcibly();
    }
    Files.delete(log);
    Files.delete(base.resolve("pg_wal")); // leads to the folder beside it
    Folders.delete(to.resolve("wal").resolve("archive_status"));
    Folders.delete(to.resolve("wal").resolve("summaries"));
    return range(base.resolve("backup_manifest"));
  }

  private static WalRange range(Path manifest) throws IOException {
    try {
      JsonObject range =
          JsonObject.read(Files.readString(manifest).getBytes(StandardCharsets.UTF_8))
              .objects("WAL-Ranges")
              .getLast();
      return new WalRange(range.number("Timeline"), range.text("Start-LSN"), range.text("End-LSN"));
    } catch (Malformed e) {
      throw new IOException("pg_basebackup's manifest can't be read: " + e.getMessage(), e);
    }
  }

  private static Problem failed(String why) {
    return Problem.of("backup-failed", Exit.UNCHANGED, "pg_basebackup failed.")
        .because(why)
        .leaving("No backup was made; the database is as it was.")
        .next("It needs a role with REPLICATION that pg_hba.conf lets in for 'replication'.");
  }
}
