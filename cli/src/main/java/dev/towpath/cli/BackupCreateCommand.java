package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.PhysicalBackup;
import dev.towpath.backup.ProviderBackup;
import dev.towpath.backup.provider.Provider;
import dev.towpath.backup.provider.Providers;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Environment;
import dev.towpath.config.Project;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import dev.towpath.rollback.freeze.Frozen;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `towpath backup create`: a backup with a digest of each table's content.
@Command(
    name = "create",
    headerHeading =
        "Examples:%n"
            + "  towpath backup create -e production --release 2026-11-21-orders%n"
            + "  towpath backup create -e production --schema app,audit --to /mnt/backups%n%n",
    header = "Makes a backup of a database.",
    description =
        "Runs pg_dump, and digests each table's content beside it, in the same snapshot; of an"
            + " embedded server it copies the files. Only reads the database. A backup counts as"
            + " unproved until it has been restored once.",
    synopsisHeading = "%nUsage: ")
final class BackupCreateCommand implements ProjectTask {
  private static final String UNCHECKED =
      "; nobody checked that it can be opened: name the identity";

  @Mixin TargetOption target;

  @Option(
      names = "--schema",
      paramLabel = "SCHEMA",
      split = ",",
      description = "Only these schemas; several with commas. By default the whole database.")
  List<String> schemas = List.of();

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      split = ",",
      description = "Only these tables, written as in SQL; several with commas.")
  List<String> tables = List.of();

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      description =
          "A folder or s3://bucket/prefix to keep it in; by default what 'backups' of towpath.yaml"
              + " says, or the folder backups.")
  @Nullable String to;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description =
          "The age identity that must open what is sealed; by default the file that"
              + " TOWPATH_AGE_IDENTITY names. Without one nobody checks it.")
  @Nullable String identity;

  @Option(
      names = "--release",
      paramLabel = "ID",
      converter = ReleaseId.class,
      description = "The release that it is made for: letters, digits, '.', '_' and '-'.")
  @Nullable String release;

  @Mixin JobsOption jobs;

  @Option(
      names = "--physical",
      description =
          "Copy the files of the whole server: what is usual for an embedded one. Elsewhere by"
              + " pg_basebackup, unless the server's files are on this machine.")
  boolean physical;

  @Option(names = "--logical", description = "Dump also an embedded database with pg_dump.")
  boolean logical;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "Let a provider make and keep it: supabase, pgbackrest or barman, as 'providers' of the"
              + " environment describes it.")
  @Nullable String provider;

  /// The name of a release, as it stands in the log.
  static final class ReleaseId implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.matches("[A-Za-z0-9._-]{1,100}")) {
        return text;
      }
      throw new TypeConversionException("'" + text + "' is no release's name");
    }
  }

  @Override
  public Report run(Wiring wiring, Project project) throws InterruptedException {
    if (!schemas.isEmpty() && !tables.isEmpty()) {
      throw Misuse.onlyOneOf("--schema", "--table");
    }
    if (physical && (logical || !schemas.isEmpty() || !tables.isEmpty())) {
      throw Misuse.onlyOneOf("--physical", logical ? "--logical" : "--schema, --table");
    }
    if (provider != null && (physical || logical || !schemas.isEmpty() || !tables.isEmpty())) {
      throw Misuse.onlyOneOf("--provider", "--physical, --logical, --schema, --table");
    }
    try (Storage storage = wiring.storage(project, to, identity);
        OpenTarget open = wiring.open(wiring.target(project, target.environment))) {
      return Recording.of(wiring, project, "backup", open)
          .run(open, () -> create(wiring, project, storage, open));
    }
  }

  private Report create(Wiring wiring, Project project, Storage storage, OpenTarget open)
      throws InterruptedException {
    boolean checked = storage.keys().checked();
    BackupRequest request =
        new BackupRequest(
            environment(project, open),
            new Scope(schemas, tables),
            Optional.ofNullable(release),
            jobs.count,
            wiring.history(project));
    Optional<String> frozen = Wiring.frozen(open).map(Frozen::sentence);
    Optional<Provider> keeper =
        Optional.ofNullable(provider)
            .map(
                name ->
                    new Providers(project, wiring.screen().variables())
                        .named(open.target().name(), name));
    Backup backup = make(wiring, open, request, keeper, storage);
    storage.folder().flatMap(IgnoredByGit::note).ifPresent(wiring::say);
    return report(backup, storage, checked, frozen, openLog(backup, project, open));
  }

  /// Where a write-ahead log is kept that leads on from a sealed backup: the server writes it there
  /// as it is.
  private static Optional<String> openLog(Backup backup, Project project, OpenTarget open) {
    boolean leadsOn =
        backup.manifest().sealed().isPresent()
            && backup.manifest().kind() == Manifest.Kind.PHYSICAL;
    return open.wal()
        .or(() -> project.backups().wal().map(project.root()::resolve))
        .filter(_ -> leadsOn)
        .map(Path::toString);
  }

  private Backup make(
      Wiring wiring,
      OpenTarget open,
      BackupRequest request,
      Optional<Provider> keeper,
      Storage storage)
      throws InterruptedException {
    try (BackupProgress progress = wiring.backupProgress()) {
      return keeper.isPresent()
          ? new ProviderBackup(Clock.systemUTC(), RandomGenerator.getDefault(), Version.text())
              .create(open, request, keeper.get(), storage, progress)
          : make(open, request, storage, progress);
    }
  }

  private Backup make(
      OpenTarget open, BackupRequest request, Storage storage, BackupProgress progress)
      throws InterruptedException {
    Clock clock = Clock.systemUTC();
    RandomGenerator random = RandomGenerator.getDefault();
    boolean embedded = open.target().place() instanceof Target.Embedded;
    boolean whole = request.scope().equals(Scope.WHOLE);
    return physical || (embedded && whole && !logical)
        ? new PhysicalBackup(clock, random, Version.text()).create(open, request, storage, progress)
        : new LogicalBackup(clock, random, Version.text()).create(open, request, storage, progress);
  }

  /// As the project calls it; a URL's host and database where it has no name.
  static String environment(Project project, OpenTarget open) {
    String name = open.target().name();
    boolean named = name.equals(Environment.EMBEDDED) || project.environments().containsKey(name);
    return named ? name : open.url().host() + "/" + open.url().database();
  }

  private static String sealed(Manifest manifest, boolean checked) {
    return manifest
        .sealed()
        .map(seal -> "for " + seal.key() + (checked ? ", and it can be opened" : UNCHECKED))
        .orElse("no");
  }

  /// Where its files are; its manifest is in the storage in any case.
  private static String place(Manifest manifest, Storage storage) {
    return manifest
        .provider()
        .map(at -> at.provider() + ", " + at.place() + ", as " + at.backup())
        .orElseGet(storage::describe);
  }

  private static Report report(
      Backup backup,
      Storage storage,
      boolean checked,
      Optional<String> frozen,
      Optional<String> openLog) {
    Manifest manifest = backup.manifest();
    Duration took = Duration.between(manifest.started(), manifest.finished());
    long rows = manifest.tables().stream().mapToLong(Manifest.TableContent::rows).sum();
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("backup", manifest.id().text()));
    facts.add(new Block.Fact("kept in", place(manifest, storage)));
    facts.add(new Block.Fact("rows", "%,d".formatted(rows)));
    facts.add(new Block.Fact("size", Amount.bytes(manifest.storedBytes())));
    facts.add(new Block.Fact("took", Progress.words(took)));
    facts.add(new Block.Fact("sealed", sealed(manifest, checked)));
    openLog.ifPresent(
        folder -> facts.add(new Block.Fact("not sealed", "the write-ahead log in " + folder)));
    frozen.ifPresent(
        since -> facts.add(new Block.Fact("database", since + "; a restore of it is thawed")));
    facts.add(new Block.Fact("proved", "no: it was never restored"));
    return Report.of("backup create")
        .data("backup", manifest.id().text())
        .data("place", storage.describe())
        .data("provider", manifest.provider().map(Manifest.AtProvider::provider).orElse(null))
        .data("providerBackup", manifest.provider().map(Manifest.AtProvider::backup).orElse(null))
        .data("tables", manifest.tables().size())
        .data("rows", rows)
        .data("bytes", manifest.storedBytes())
        .data("manifestSha256", backup.manifestSha256())
        .data("sealedFor", manifest.sealed().map(Manifest.Seal::key).orElse(null))
        .data("keyChecked", checked)
        .data("walNotSealed", openLog.orElse(null))
        .data("milliseconds", took.toMillis())
        .data("frozen", frozen.orElse(null))
        .block(new Block.Facts(facts))
        .summary("1 backup made")
        .next("towpath backup prove " + manifest.id());
  }
}
