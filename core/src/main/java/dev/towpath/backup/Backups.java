package dev.towpath.backup;

import dev.towpath.backup.store.Storage;
import dev.towpath.digest.Sha256;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The backups of a storage. What has no manifest is none.
public final class Backups {
  /// Behind the name of a backup: what makes it one.
  public static final String MANIFEST = "/manifest.json";
  private static final String PROOFS = "/proofs/";

  private final Storage storage;

  public Backups(Storage storage) {
    this.storage = storage;
  }

  /// What a storage holds.
  ///
  /// @param backups the oldest first
  /// @param leftovers folders that an unfinished backup has left, or that one is being written to
  /// @param unreadable why a manifest or a proof can't be read, a sentence each
  public record Listing(List<Backup> backups, List<BackupId> leftovers, List<String> unreadable) {}

  public Listing list() throws IOException {
    Map<BackupId, List<String>> keys = keys("");
    List<Backup> backups = new ArrayList<>();
    List<BackupId> leftovers = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Map.Entry<BackupId, List<String>> each : keys.entrySet()) {
      try {
        read(each.getKey(), each.getValue())
            .ifPresentOrElse(backups::add, () -> leftovers.add(each.getKey()));
      } catch (Malformed e) {
        unreadable.add(each.getKey() + ": " + e.getMessage());
      }
    }
    return new Listing(List.copyOf(backups), List.copyOf(leftovers), List.copyOf(unreadable));
  }

  /// One backup by its name.
  ///
  /// @throws dev.towpath.problem.ProblemException with `backup-unknown` or `backup-unreadable`
  public Backup get(String name) throws IOException {
    Optional<BackupId> id = BackupId.parse(name);
    try {
      Optional<Backup> found =
          id.isEmpty() ? Optional.empty() : read(id.get(), flat(keys(id.get() + "/")));
      return found.orElseThrow(() -> unknown(name, names()).exception());
    } catch (Malformed e) {
      throw unreadable(name, String.valueOf(e.getMessage())).exception(e);
    }
  }

  private Optional<Backup> read(BackupId id, List<String> keys) throws IOException, Malformed {
    Optional<byte[]> bytes = content(id + MANIFEST);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Manifest manifest = ManifestJson.read(bytes.get());
    if (!manifest.id().equals(id)) {
      throw new Malformed("Its manifest is of another one, " + manifest.id() + ".");
    }
    String sha256 = Sha256.of(bytes.get());
    List<Proof> proofs = new ArrayList<>();
    for (String key : keys) {
      if (key.startsWith(id + PROOFS)) {
        Optional<byte[]> proof = content(key);
        if (proof.isPresent()) {
          proofs.add(ProofJson.read(proof.get()));
        }
      }
    }
    proofs.removeIf(proof -> !proof.manifestSha256().equals(sha256));
    return Optional.of(new Backup(manifest, sha256, List.copyOf(proofs), hold(id, keys)));
  }

  private Optional<Hold> hold(BackupId id, List<String> keys) throws IOException {
    if (!keys.contains(id + Hold.KEY)) {
      return Optional.empty();
    }
    try {
      Optional<byte[]> bytes = content(id + Hold.KEY);
      return bytes.isEmpty() ? Optional.empty() : Optional.of(Hold.read(bytes.get()));
    } catch (Malformed e) {
      return Optional.of(Hold.unreadable(String.valueOf(e.getMessage())));
    }
  }

  /// The keys by the backup that they belong to, both sorted.
  private Map<BackupId, List<String>> keys(String prefix) throws IOException {
    Map<BackupId, List<String>> keys = new LinkedHashMap<>();
    for (Storage.Entry entry : storage.list(prefix)) {
      int slash = entry.key().indexOf('/');
      BackupId.parse(entry.key().substring(0, Math.max(slash, 0)))
          .ifPresent(id -> keys.computeIfAbsent(id, _ -> new ArrayList<>()).add(entry.key()));
    }
    return keys;
  }

  private static List<String> flat(Map<BackupId, List<String>> keys) {
    return keys.values().stream().flatMap(List::stream).toList();
  }

  private List<String> names() {
    try {
      return keys("").keySet().stream().map(BackupId::text).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Optional<byte[]> content(String key) throws IOException {
    Optional<InputStream> opened = storage.open(key);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = opened.get()) {
      return Optional.of(in.readAllBytes());
    }
  }

  private Problem unknown(String name, List<String> known) {
    return Problem.of("backup-unknown", Exit.USAGE, "There is no backup '" + name + "'.")
        .because("It is not in " + storage.describe() + ".")
        .leaving("Nothing was read or changed.")
        .next(
            Nearest.to(name, known)
                .map(near -> "Did you mean " + near + "?")
                .orElse("See which there are: towpath backup list"));
  }

  private Problem unreadable(String name, String why) {
    return Problem.of("backup-unreadable", Exit.REFUSED, "The backup " + name + " can't be read.")
        .because(why)
        .leaving("Nothing was changed.")
        .next("Its files are damaged: use another one, and make a new one.");
  }
}
