package dev.towpath.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.towpath.catalog.ddl.Gap;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.migration.verify.VerifyRequest;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import dev.towpath.sql.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The drift of an older major becomes a migration that makes it there.
@Tag("slow")
class DriftMajorsTest {
  private static final Path FOLDER = Path.of("migrations");
  private static final Layout PLAIN = Layouts.named("plain");
  private static final Applier APPLIER =
      new Applier(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  private static final Verifier VERIFIER = new Verifier(APPLIER, RunListener.silent());
  private static final String ALSO =
      """
      create policy own on boat using (name = current_user);
      alter table boat enable row level security;
      alter table boat add constraint named_boat check (name <> '') not valid;
      create function hello() returns text language sql begin atomic select 'hello' as word; end;
      create publication boats for table boat;
      create table lock (id int generated always as identity primary key) partition by range (id);
      create table lock_1 partition of lock for values from (1) to (9);
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17})
  void aHotFixBecomesAMigration(int major) throws Exception {
    Path migrations = Files.createDirectories(folder.resolve(FOLDER));
    Files.writeString(migrations.resolve("20260101000001_boats.sql"), DriftMigrationTest.BOATS);
    try (OpenTarget target = open(major)) {
      APPLIER.apply(
          new PlanRequest(PLAIN, PLAIN.read(folder, FOLDER), RunOptions.standard()),
          Optional.empty(),
          target,
          RunListener.silent());
      try (Connection connection = target.connect("test");
          Statement statement = connection.createStatement()) {
        for (dev.towpath.sql.Statement each :
            Script.of(DriftMigrationTest.HOT_FIX + ALSO).statements()) {
          statement.execute(each.sql());
        }
      }
      Captured captured = capture(target);
      assertThat(captured.gaps()).extracting(Gap::why).isEmpty();
      assertThat(captured.left()).isEmpty();
      assertThat(PLAIN.read(folder, FOLDER).migrations()).hasSize(2);
    }
  }

  private Captured capture(OpenTarget target) {
    VerifyRequest request = VerifyRequest.of(PLAIN, PLAIN.read(folder, FOLDER)).withNeeds();
    DriftCheck check =
        new DriftCheck(
            VERIFIER, difference -> false, Optional.empty(), Optional.empty(), Clock.systemUTC());
    return new DriftMigration(folder, FOLDER, PLAIN, VERIFIER, Clock.systemUTC())
        .write("hot fix", check.run(request, target), request, target)
        .orElseThrow();
  }

  private OpenTarget open(int major) {
    Target.Place place = new Target.Embedded(folder.resolve("data"));
    Duration lock = Duration.ofSeconds(4);
    try {
      return new Target(
              "old", place, Optional.empty(), lock, Optional.empty(), major, Platform.NONE)
          .open();
    } catch (ProblemException e) {
      if (e.problem().code().equals("postgres-missing")) {
        return abort(e.problem().what() + " " + e.problem().next());
      }
      throw e;
    }
  }
}
