package dev.towpath.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
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
import org.junit.jupiter.params.provider.CsvSource;

/// An embedded server of an older major is compared with a scratch server of the same major.
@Tag("slow")
class VerifyMajorsTest {
  private static final Path FOLDER = Path.of("migrations");
  private static final Layout PLAIN = Layouts.named("plain");
  private static final Applier APPLIER =
      new Applier(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test");
  private static final String MIGRATION =
      """
      create table boat (id int generated always as identity primary key, name text not null);
      create index boat_name on boat (lower(name));
      create type colour as enum ('red', 'blue');
      create view long_name as select id from boat where length(name) > 20;
      create function hello() returns text language sql begin atomic select 'hello'; end;
      alter table boat enable row level security;
      create policy own on boat using (name = current_user);
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"15, NONE", "16, NONE", "17, NONE", "15, SUPABASE", "16, SUPABASE", "17, SUPABASE"})
  void whatAgreesAndWhatIsMissing(int major, Platform platform) throws Exception {
    Files.createDirectories(folder.resolve(FOLDER));
    Files.writeString(folder.resolve(FOLDER).resolve("20260101000001_boats.sql"), MIGRATION);
    try (OpenTarget target = open(major, platform)) {
      assertThat(target.major()).isEqualTo(major);
      APPLIER.apply(
          new PlanRequest(PLAIN, PLAIN.read(folder, FOLDER), RunOptions.standard()),
          Optional.empty(),
          target,
          RunListener.silent());
      assertThat(verify(target).findings()).isEmpty();

      try (Connection connection = target.connect("test");
          Statement statement = connection.createStatement()) {
        statement.execute("drop index boat_name");
      }
      assertThat(verify(target).findings())
          .extracting(Finding::message)
          .containsExactly(
              "Migration 20260101000001 boats is marked as applied, but index boat_name of"
                  + " public.boat is not in the database.");
    }
  }

  private Verification verify(OpenTarget target) {
    return new Verifier(APPLIER, RunListener.silent())
        .verify(VerifyRequest.of(PLAIN, PLAIN.read(folder, FOLDER)), target);
  }

  private OpenTarget open(int major, Platform platform) {
    Target.Place place = new Target.Embedded(folder.resolve("data"));
    Duration lock = Duration.ofSeconds(4);
    try {
      return new Target("old", place, Optional.empty(), lock, Optional.empty(), major, platform)
          .open();
    } catch (ProblemException e) {
      if (e.problem().code().equals("postgres-missing")) {
        return abort(e.problem().what() + " " + e.problem().next());
      }
      throw e;
    }
  }
}
