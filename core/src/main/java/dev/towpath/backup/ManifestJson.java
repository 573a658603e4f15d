package dev.towpath.backup;

import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Manifest.AtProvider;
import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.Seal;
import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.backup.Manifest.WalRange;
import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The manifest as the bytes of `manifest.json`; docs/reference/backup-format.md describes them.
public final class ManifestJson {
  /// Raised when an older reader would misunderstand a newer file.
  private static final int VERSION = 1;

  private static final String FORMAT = "towpath-backup";

  private ManifestJson() {}

  public static byte[] bytes(Manifest manifest) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(FORMAT, VERSION);
    json.put("id", manifest.id().text());
    json.put("kind", word(manifest.kind()));
    json.put("environment", manifest.environment());
    json.put("server", origin(manifest.origin()));
    json.put("snapshot", manifest.snapshot());
    Scope scope = manifest.scope();
    json.put("scope", Map.of("schemas", scope.schemas(), "tables", scope.tables()));
    json.put("tables", manifest.tables().stream().map(ManifestJson::table).toList());
    json.put("files", manifest.files().stream().map(ManifestJson::file).toList());
    json.put("migrations", manifest.migrations().stream().map(ManifestJson::migration).toList());
    json.put("release", manifest.release().orElse(null));
    json.put("tools", manifest.tools());
    json.put("sealed", manifest.sealed().map(ManifestJson::seal).orElse(null));
    json.put("wal", manifest.wal().map(ManifestJson::wal).orElse(null));
    json.put("provider", manifest.provider().map(ManifestJson::provider).orElse(null));
    json.put("started", manifest.started().toString());
    json.put("finished", manifest.finished().toString());
    return CanonicalJson.bytes(json);
  }

  /// Reads what [#bytes] wrote; unknown members are left alone.
  public static Manifest read(byte[] bytes) throws Malformed {
    JsonObject json = JsonObject.read(bytes);
    long version = json.number(FORMAT);
    if (version != VERSION) {
      throw new Malformed("It has version " + version + "; this Towpath reads " + VERSION + ".");
    }
    try {
      return manifest(json);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Manifest manifest(JsonObject json) throws Malformed {
    return new Manifest(
        new BackupId(json.text("id")),
        Kind.valueOf(json.text("kind").toUpperCase(Locale.ROOT)),
        json.text("environment"),
        origin(json.object("server")),
        json.text("snapshot"),
        new Scope(json.object("scope").texts("schemas"), json.object("scope").texts("tables")),
        tables(json),
        files(json),
        migrations(json),
        json.maybeText("release"),
        tools(json.object("tools")),
        seal(json.maybeObject("sealed")),
        wal(json.maybeObject("wal")),
        provider(json.maybeObject("provider")),
        Instant.parse(json.text("started")),
        Instant.parse(json.text("finished")));
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> origin(Origin origin) {
    return Map.of(
        "version", origin.version(),
        "major", origin.major(),
        "system-identifier", origin.systemIdentifier(),
        "database", origin.database(),
        "encoding", origin.encoding(),
        "lsn", origin.lsn(),
        "timeline", origin.timeline(),
        "bytes", origin.databaseBytes());
  }

  private static Origin origin(JsonObject json) throws Malformed {
    return new Origin(
        json.text("version"),
        (int) json.number("major"),
        json.text("system-identifier"),
        json.text("database"),
        json.text("encoding"),
        json.text("lsn"),
        json.number("timeline"),
        json.number("bytes"));
  }

  private static Map<String, Object> table(TableContent table) {
    return Map.of(
        "schema", table.schema(),
        "name", table.name(),
        "rows", table.rows(),
        "digest", table.digest(),
        "steady", table.steady());
  }

  private static List<TableContent> tables(JsonObject json) throws Malformed {
    List<TableContent> tables = new ArrayList<>();
    for (JsonObject table : json.objects("tables")) {
      tables.add(
          new TableContent(
              table.text("schema"),
              table.text("name"),
              table.number("rows"),
              table.text("digest"),
              table.flag("steady")));
    }
    return List.copyOf(tables);
  }

  private static Map<String, Object> file(StoredFile file) {
    return Map.of("path", file.path(), "bytes", file.bytes(), "sha256", file.sha256());
  }

  private static List<StoredFile> files(JsonObject json) throws Malformed {
    List<StoredFile> files = new ArrayList<>();
    for (JsonObject file : json.objects("files")) {
      files.add(new StoredFile(file.text("path"), file.number("bytes"), file.text("sha256")));
    }
    return List.copyOf(files);
  }

  private static Map<String, Object> migration(AppliedMigration migration) {
    return Map.of("version", migration.version(), "name", migration.name());
  }

  private static List<AppliedMigration> migrations(JsonObject json) throws Malformed {
    List<AppliedMigration> migrations = new ArrayList<>();
    for (JsonObject migration : json.objects("migrations")) {
      migrations.add(new AppliedMigration(migration.text("version"), migration.text("name")));
    }
    return List.copyOf(migrations);
  }

  private static Map<String, String> tools(JsonObject json) throws Malformed {
    Map<String, String> tools = new TreeMap<>();
    for (String name : json.names()) {
      tools.put(name, json.text(name));
    }
    return tools;
  }

  private static Map<String, Object> seal(Seal seal) {
    return Map.of("scheme", seal.scheme(), "key", seal.key());
  }

  private static Optional<Seal> seal(Optional<JsonObject> member) throws Malformed {
    if (member.isEmpty()) {
      return Optional.empty();
    }
    JsonObject json = member.get();
    return Optional.of(new Seal(json.text("scheme"), json.text("key")));
  }

  private static Map<String, Object> provider(AtProvider provider) {
    return Map.of(
        "name", provider.provider(),
        "place", provider.place(),
        "backup", provider.backup(),
        "bytes", provider.bytes());
  }

  private static Optional<AtProvider> provider(Optional<JsonObject> member) throws Malformed {
    if (member.isEmpty()) {
      return Optional.empty();
    }
    JsonObject json = member.get();
    return Optional.of(
        new AtProvider(
            json.text("name"), json.text("place"), json.text("backup"), json.number("bytes")));
  }

  private static Map<String, Object> wal(WalRange wal) {
    return Map.of("timeline", wal.timeline(), "start", wal.startLsn(), "stop", wal.stopLsn());
  }

  private static Optional<WalRange> wal(Optional<JsonObject> member) throws Malformed {
    if (member.isEmpty()) {
      return Optional.empty();
    }
    JsonObject json = member.get();
    return Optional.of(
        new WalRange(json.number("timeline"), json.text("start"), json.text("stop")));
  }
}
