package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Proof;
import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.migration.Migration;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The ways back by backups that hold none of the migrations to go back over: the newest of each
/// kind.
final class BackupWays {
  private final Connection connection;
  private final RollbackRequest request;
  private final OpenTarget target;
  private final Set<String> stay;

  /// @param stay the migrations that stay
  BackupWays(
      Connection connection, RollbackRequest request, OpenTarget target, List<Migration> stay) {
    this.connection = connection;
    this.request = request;
    this.target = target;
    this.stay = stay.stream().map(Migration::version).collect(Collectors.toSet());
  }

  List<Way.Restore> find() throws SQLException {
    List<Way.Restore> ways = new ArrayList<>();
    for (Manifest.Kind kind : Manifest.Kind.values()) {
      Optional<Backup> backup = newest(kind);
      if (backup.isPresent()) {
        ways.add(restore(backup.get()));
      }
    }
    return ways;
  }

  /// The newest one that a recovery can begin with.
  Optional<Backup> physical() throws SQLException {
    return newest(Manifest.Kind.PHYSICAL);
  }

  /// The newest one of exactly the version to go back to, of any part of the database.
  Optional<Backup> same() throws SQLException {
    String database = connection.getCatalog();
    return request.backups().stream()
        .filter(each -> isOf(each, database) && held(each).equals(stay))
        .filter(each -> !each.manifest().tables().isEmpty())
        .max(Comparator.comparing(each -> each.manifest().finished()));
  }

  private Optional<Backup> newest(Manifest.Kind kind) throws SQLException {
    String database = connection.getCatalog();
    return request.backups().stream()
        .filter(each -> each.manifest().kind() == kind)
        .filter(each -> isOf(each, database))
        .filter(each -> each.manifest().scope().equals(Manifest.Scope.WHOLE))
        .filter(each -> stay.containsAll(held(each)))
        .max(Comparator.comparing(each -> each.manifest().finished()));
  }

  /// One that was not as it should be when it was proved counts for nothing.
  private boolean isOf(Backup backup, String database) {
    return backup.manifest().environment().equals(target.target().name())
        && backup.manifest().origin().database().equals(database)
        && !backup.failed();
  }

  private static Set<String> held(Backup backup) {
    return backup.manifest().migrations().stream()
        .map(AppliedMigration::version)
        .filter(version -> !version.isEmpty())
        .collect(Collectors.toSet());
  }

  private Way.Restore restore(Backup backup) throws SQLException {
    List<String> remarks = new ArrayList<>();
    remarks.add(proved(backup));
    Optional<Long> lost = lost(backup, remarks);
    boolean exact = held(backup).equals(stay);
    if (!exact) {
      int again = stay.size() - held(backup).size();
      remarks.add(again + " older migrations would have to be applied again after it.");
    }
    Means means =
        switch (backup.manifest().kind()) {
          case LOGICAL -> Means.LOGICAL_BACKUP;
          case PHYSICAL -> Means.PHYSICAL_BACKUP;
          case PROVIDER -> Means.PROVIDER;
        };
    boolean goes = goes(means, remarks);
    return new Way.Restore(
        means,
        exact && goes ? Way.Access.OPEN : Way.Access.BY_HAND,
        backup,
        new RecoveryTarget.Backup(),
        new Way.Price(proof(backup).map(Proof::recovery), false, lost),
        List.copyOf(remarks));
  }

  /// Whether Towpath can put it in the database's place; what breaks by that, or why not.
  private boolean goes(Means means, List<String> remarks) throws SQLException {
    return switch (means) {
      case LOGICAL_BACKUP -> {
        remarks.add("All sessions of the database end; it is kept under another name.");
        yield true;
      }
      case PHYSICAL_BACKUP -> {
        remarks.addAll(server(connection, target));
        yield embedded(target);
      }
      case DOWN_SCRIPTS, POINT_IN_TIME, PROVIDER -> {
        remarks.add("The provider restores it, as its own pages say.");
        yield false;
      }
    };
  }

  /// Whether the server's files are Towpath's to replace.
  static boolean embedded(OpenTarget target) {
    return target.target().place() instanceof Target.Embedded;
  }

  /// What else a server's files take back, and who replaces them.
  static List<String> server(Connection connection, OpenTarget target) throws SQLException {
    List<String> said = new ArrayList<>();
    List<String> others = OtherDatabases.of(connection);
    if (!others.isEmpty()) {
      said.add(
          "The whole server goes back, with its other databases: " + String.join(", ", others));
    }
    said.add(
        embedded(target)
            ? "The server is stopped, so all sessions end; its files from before are kept."
            : "Towpath can't replace the files of this server. It makes a folder for another server"
                + " beside it, whose URL takes the place of this one's.");
    return said;
  }

  static Optional<Proof> proof(Backup backup) {
    return backup.lastProof().filter(Proof::good);
  }

  static String proved(Backup backup) {
    return proof(backup)
        .map(proof -> "It was restored on " + proof.started() + " to prove it.")
        .orElse(
            "It was never proved: nobody knows whether it can be restored, nor how long it takes.");
  }

  private Optional<Long> lost(Backup backup, List<String> remarks) throws SQLException {
    String history = request.files().layout().history().table();
    Optional<RowsSince.Changes> changes =
        new RowsSince(connection, history).backup(backup.manifest());
    if (changes.isEmpty()) {
      remarks.add(
          "Rows since can't be counted: it is of another database, or from before a restore.");
      return Optional.empty();
    }
    return lost(changes.get(), remarks);
  }

  static Optional<Long> lost(RowsSince.Changes changes, List<String> remarks) {
    remarks.add("Rows since, by the transactions that wrote them: " + changes.sentence() + ".");
    if (!changes.known()) {
      remarks.add("Not counted: " + String.join(", ", changes.uncounted()) + ".");
      return Optional.empty();
    }
    return Optional.of(changes.written());
  }
}
