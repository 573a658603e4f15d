package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.backup.restore.ServerRestore;
import dev.towpath.backup.restore.ServerRestore.Restored;
import dev.towpath.backup.restore.WalTail;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.EmbeddedServer;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way back by a copy of an embedded server's files, as they were or recovered to a point in
/// time: a server recovers from them beside the live one, the schema is verified there, and only
/// then its files take the place of the live one's, which are kept, frozen as they are.
///
/// Killed anywhere, the next run restores again, or finds it in place.
record RestoredServer(Restores restores) {

  /// The target is closed by this: its server ends, so that its files can be replaced.
  Replacement run(Backup backup, RecoveryTarget goal, Work work)
      throws IOException, SQLException, InterruptedException {
    OpenTarget live = work.target();
    Path data = folder(live);
    String name = "data.before-" + Replacement.stamp(work.open());
    try (Restored restored = restored(backup, goal, work, data)) {
      List<String> said = new ArrayList<>();
      if (!(goal instanceof RecoveryTarget.Backup)) {
        said.add("The server said: " + restored.log().stopped() + ".");
      }
      said.addAll(ready(restored, work));
      work.listener()
          .accept("putting the restored server into the place of " + live.target().name());
      live.close();
      Path kept = EmbeddedServer.replace(data, restored.server(), live.target().platform(), name);
      return new Replacement(kept.toString(), said);
    }
  }

  private Restored restored(Backup backup, RecoveryTarget goal, Work work, Path data)
      throws IOException, SQLException, InterruptedException {
    OpenTarget live = work.target();
    try {
      Optional<Path> wal = live.wal();
      if (wal.isPresent()) {
        work.listener().accept("archiving the end of the write-ahead log");
        WalTail.archive(live, wal.get());
      }
      return new ServerRestore(work.listener()::accept)
          .restore(
              backup,
              restores.storage(),
              restores.request(live, goal, List.of()),
              EmbeddedServer.beside(data, "restore"));
    } catch (ProblemException e) {
      throw RollbackProblems.stopped(e);
    }
  }

  /// Everything in it is made as the role that works on the live one: the server's own superuser
  /// goes when its files are kept.
  private static List<String> ready(Restored restored, Work work) throws SQLException {
    OpenTarget live = work.target();
    DatabaseUrl url = restored.server().url(live.url().database());
    try (OpenTarget beside = Replacement.beside(live, url)) {
      return Replacement.ready(beside.withSetting("role", live.url().user()), work);
    }
  }

  private static Path folder(OpenTarget live) {
    if (live.target().place() instanceof Target.Embedded(Path data)) {
      return data;
    }
    throw Problem.of(
            "rollback-stopped",
            Exit.STOPPED,
            "The files of " + live.target().name() + " can't be replaced.")
        .because("The rollback was begun on an embedded server.")
        .leaving("The database is as it was, and stays frozen.")
        .next("Give up: towpath rollback run --abandon")
        .exception();
  }
}
