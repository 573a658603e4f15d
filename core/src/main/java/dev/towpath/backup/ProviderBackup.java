package dev.towpath.backup;

import dev.towpath.backup.Manifest.AtProvider;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.backup.Manifest.WalRange;
import dev.towpath.backup.provider.FileProvider;
import dev.towpath.backup.provider.Provider;
import dev.towpath.backup.provider.Provider.Provided;
import dev.towpath.backup.provider.SupabaseProject;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.OpenTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Lets a provider make a backup, and keeps a manifest of it here. Where the provider gives files
/// back, the tables are digested before and after, so that the backup can be proved.
public final class ProviderBackup {
  private final Clock clock;
  private final RandomGenerator random;
  private final String tool;

  /// @param tool this program and its version
  public ProviderBackup(Clock clock, RandomGenerator random, String tool) {
    this.clock = clock;
    this.random = random;
    this.tool = tool;
  }

  /// What was seen of the database, and what the provider says that it made.
  private record Made(Look look, List<TableContent> tables, Provided provided) {}

  /// Makes one. When this returns, its manifest is in the storage; when it fails, nothing of it is
  /// listed, though the provider may have it.
  ///
  /// @throws dev.towpath.problem.ProblemException for everything that can be expected to go wrong
  public Backup create(
      OpenTarget target,
      BackupRequest request,
      Provider provider,
      Storage storage,
      BackupListener listener)
      throws InterruptedException {
    Instant started = clock.instant();
    BackupId id = BackupId.of(started, request.environment(), random);
    Path folder = Keeping.staging(storage);
    Made made;
    try {
      Look first = Look.brief(target, request);
      provider.require(
          new Provider.Server(
              first.origin().systemIdentifier(), target.url().host(), target.url().user()));
      made =
          switch (provider) {
            case FileProvider files -> copied(target, request, files, id, listener);
            case SupabaseProject project -> new Made(first, List.of(), project.make(id.text()));
          };
    } catch (SQLException e) {
      throw BackupFailures.of(e).exception(e);
    }
    return Keeping.keep(storage, id, folder, _ -> manifest(id, request, provider, made, started));
  }

  private static Made copied(
      OpenTarget target,
      BackupRequest request,
      FileProvider provider,
      BackupId id,
      BackupListener listener)
      throws SQLException, InterruptedException {
    Look.requireReadable(target);
    try (Connection connection = target.connect("backup");
        Statement statement = connection.createStatement()) {
      PhysicalCopy.refuseTablespaces(statement);
    }
    Look before = Look.at(target, request);
    listener.began(before.contents().size(), Look.bytes(target));
    Provided provided = provider.make(id.text());
    Look after = Look.at(target, request);
    return new Made(after, before.steadySince(after), provided);
  }

  private Manifest manifest(
      BackupId id, BackupRequest request, Provider provider, Made made, Instant started) {
    Origin origin = made.look().origin();
    Provided provided = made.provided();
    Map<String, String> tools = new TreeMap<>(Map.of("towpath", tool));
    if (!provided.version().isEmpty()) {
      tools.put(provider.name(), provided.version());
    }
    return new Manifest(
        id,
        Kind.PROVIDER,
        request.environment(),
        origin,
        made.look().snapshot(),
        Scope.WHOLE,
        made.tables(),
        List.of(),
        made.look().migrations(),
        request.release(),
        tools,
        Optional.empty(),
        provided.wal().map(log -> new WalRange(log.timeline(), log.start(), log.stop())),
        Optional.of(
            new AtProvider(provider.name(), provider.place(), provided.id(), provided.bytes())),
        provided.started().orElse(started),
        provided.finished().orElseGet(clock::instant));
  }
}
