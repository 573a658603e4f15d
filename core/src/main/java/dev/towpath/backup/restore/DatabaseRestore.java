package dev.towpath.backup.restore;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes a new database of a dump, beside the live one on its server. It gets its name only when
/// every table was compared: what is half-made has another name, and the next restore drops it.
public final class DatabaseRestore {
  private final RestoreListener listener;

  /// @param listener hears how far it is
  public DatabaseRestore(RestoreListener listener) {
    this.listener = listener;
  }

  /// A database that was restored.
  ///
  /// @param thawed that it was frozen when it was backed up, as a sentence
  public record Made(DatabaseUrl url, Optional<String> thawed) {}

  /// Makes one.
  ///
  /// @param live whose server gets the database, and whose language, owner, settings and rights the
  ///     database gets
  /// @param name of the new database
  /// @throws dev.towpath.problem.ProblemException for everything that can be expected to go wrong
  public Made restore(Backup backup, Storage storage, OpenTarget live, String name, int jobs)
      throws IOException, SQLException, InterruptedException {
    if (backup.manifest().kind() != Kind.LOGICAL) {
      throw RestoreProblems.kind(
              backup,
              "It is a copy of a whole server, not of one database.",
              "Restore it into a folder: --into FOLDER")
          .exception();
    }
    DatabaseUrl server = live.superuserUrl();
    try (Connection connection = server.connect("towpath/restore")) {
      if (LiveDatabases.exists(connection, name)) {
        throw RestoreProblems.exists(name).exception();
      }
      LiveDatabases.sweep(connection);
    }
    listener.stage("reading and hashing the files");
    Path folder = storage.staging();
    List<String> damaged = new BackupFiles(storage, backup, folder).fetch(listener);
    if (!damaged.isEmpty()) {
      throw RestoreProblems.differs(backup, damaged).exception();
    }
    boolean superuser = RestoreRights.isSuperuser(server);
    PgRestore program = PgRestore.of(backup.manifest(), folder);
    DumpRestore dump =
        new DumpRestore(backup.manifest(), superuser ? program : program.lessPrivileged(), jobs);
    try {
      DumpNeeds needs = dump.needs();
      DumpRestore.requireExtensions(server, needs);
      Set<String> missing = DumpRestore.missingRoles(server, needs);
      if (!missing.isEmpty()) {
        throw RestoreProblems.roles(missing).exception();
      }
      if (!superuser) {
        RestoreRights.require(needs);
      }
    } catch (PgRestore.Unreadable e) {
      throw RestoreProblems.differs(backup, List.of(String.valueOf(e.getMessage()))).exception(e);
    }
    try {
      return fill(backup, dump, server, name);
    } catch (SQLException e) {
      if (RestoreRights.isMissing(e)) {
        throw RestoreProblems.notAllowed(List.of(String.valueOf(e.getMessage()))).exception(e);
      }
      throw e;
    }
  }

  private Made fill(Backup backup, DumpRestore dump, DatabaseUrl server, String name)
      throws IOException, SQLException, InterruptedException {
    try (Connection connection = server.connect("towpath/restore")) {
      String half = LiveDatabases.makeLike(connection, server.database());
      // While this session is there, nobody takes the database for a dead one's.
      try {
        try (Connection _ = server.withDatabase(half).connect(LiveDatabases.HOLDER)) {
          RestoreRights.tryOut(connection, server.database(), half);
          listener.stage("restoring into " + name);
          List<String> failures = dump.into(server.withDatabase(half), listener);
          if (!failures.isEmpty()) {
            throw RestoreRights.failed(backup, failures).exception();
          }
          LiveDatabases.likeInRights(connection, server.database(), half);
        }
        Optional<String> thawed = Unfreezing.one(server.withDatabase(half), backup);
        LiveDatabases.rename(connection, half, name);
        return new Made(server.withDatabase(name), thawed);
      } catch (SQLException | IOException | RuntimeException | InterruptedException e) {
        LiveDatabases.drop(connection, half);
        throw e;
      }
    }
  }
}
