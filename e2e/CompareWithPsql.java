import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogComparison;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Scope;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunEvent;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import dev.towpath.sql.Script;
import dev.towpath.sql.TransactionUse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Applies a project's migrations twice, each time to an empty server: with Towpath, and with
/// psql, a process for each file. Says whether the same files succeed and the schemas are equal.
///
/// Arguments: the project, then optionally its folder of migrations. Exit code 0 if all is equal.
final class CompareWithPsql {
  private static final int MAJOR = 18;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// How far one of the two came, and what then went wrong.
  record Run(List<String> done, String failed, String why, Catalog catalog, Duration took) {}

  private final Layouts.Found found;
  private final LayoutFiles files;
  private final Platform platform;

  private CompareWithPsql(Path project, Optional<Path> folder) {
    this.found =
        folder
            .map(path -> new Layouts.Found(Layouts.in(project, path), path))
            .orElseGet(() -> Layouts.detect(project));
    this.files = found.layout().read(project, found.folder());
    this.platform = found.layout().name().equals("supabase") ? Platform.SUPABASE : Platform.NONE;
  }

  public static void main(String[] words) throws Exception {
    Path project = Path.of(words[0]).toAbsolutePath().normalize();
    Optional<Path> folder = words.length > 1 ? Optional.of(Path.of(words[1])) : Optional.empty();
    System.exit(new CompareWithPsql(project, folder).compare() ? 0 : 1);
  }

  private boolean compare() throws Exception {
    List<Migration> migrations = files.migrations();
    System.out.println(found.layout().name() + ": " + migrations.size() + " migrations");
    files.findings().forEach(each -> System.out.println("  " + each.rule() + " " + each.message()));
    Run psql;
    Run towpath;
    try (ScratchServer server = ScratchServer.start(MAJOR, platform)) {
      psql = psql(server.url());
    }
    try (ScratchServer server = ScratchServer.start(MAJOR, platform)) {
      towpath = towpath(server.url());
    }
    tell("psql", psql);
    tell("Towpath", towpath);
    List<Difference> differences = CatalogComparison.compare(psql.catalog(), towpath.catalog());
    System.out.println(
        psql.catalog().objects().size() + " objects, " + differences.size() + " differences");
    differences.forEach(each -> System.out.println("  " + each));
    return psql.done().equals(towpath.done()) && differences.isEmpty();
  }

  private static void tell(String who, Run run) {
    System.out.println(
        who + ": " + run.done().size() + " applied in " + run.took().toMillis() + " ms");
    if (!run.failed().isEmpty()) {
      System.out.println("  stopped at " + run.failed() + ": " + run.why());
    }
  }

  private Run towpath(DatabaseUrl url) throws SQLException {
    List<String> done = new ArrayList<>();
    String failed = "";
    String why = "";
    long from = System.nanoTime();
    try (OpenTarget target = target(url).open()) {
      new Applier(Clock.systemUTC(), new Random(), "compare", "compare", "towpath")
          .apply(
              new PlanRequest(found.layout(), files, RunOptions.standard()),
              Optional.empty(),
              target,
              event -> {
                if (event instanceof RunEvent.MigrationDone ended) {
                  done.add(ended.migration().up().file());
                }
              });
    } catch (ProblemException e) {
      failed = e.problem().where().map(Object::toString).orElse("the plan");
      why = e.problem().what() + " " + e.problem().why();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    return new Run(done, failed, why, catalog(url), took);
  }

  private Run psql(DatabaseUrl url) throws IOException, InterruptedException, SQLException {
    List<String> done = new ArrayList<>();
    long from = System.nanoTime();
    for (Migration migration : files.migrations()) {
      String said = psql(url, migration);
      if (!said.isEmpty()) {
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        return new Run(done, migration.up().file(), said.strip(), catalog(url), took);
      }
      done.add(migration.up().file());
    }
    return new Run(done, "", "", catalog(url), Duration.ofNanos(System.nanoTime() - from));
  }

  /// What psql said when it failed; empty if it didn't.
  private static String psql(DatabaseUrl url, Migration migration)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("compare", ".sql");
    Path output = Files.createTempFile("compare", ".txt");
    try {
      Files.writeString(script, migration.up().section().in(migration.up().text()));
      List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
      if (isOneTransaction(migration)) {
        command.add("--single-transaction");
      }
      command.addAll(List.of("-f", script.toString(), url.toString()));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("PGPASSWORD", password(url));
      builder.environment().put("PGCLIENTENCODING", "UTF8");
      int exit = builder.redirectOutput(output.toFile()).start().waitFor();
      return exit == 0 ? "" : Files.readString(output) + " (exit code " + exit + ")";
    } finally {
      Files.delete(script);
      Files.delete(output);
    }
  }

  private static boolean isOneTransaction(Migration migration) {
    return migration.up().transaction()
        && Script.of(migration.up().text(), migration.up().section()).statements().stream()
            .allMatch(each -> TransactionUse.of(each.sql()) == TransactionUse.INSIDE);
  }

  private static String password(DatabaseUrl url) {
    String user = URI.create(url.revealed()).getUserInfo();
    return user.substring(user.indexOf(':') + 1);
  }

  private Catalog catalog(DatabaseUrl url) throws SQLException {
    Set<String> schemas = platform.systemSchemas();
    try (Connection connection = url.connect("towpath/compare")) {
      return new CatalogReader(Scope.platform(schemas), LIMIT).read(connection).catalog();
    }
  }

  private Target target(DatabaseUrl url) {
    return new Target(
        "compare",
        new Target.Url(url),
        Optional.empty(),
        Duration.ofSeconds(30),
        Optional.empty(),
        MAJOR,
        platform);
  }
}
