package dev.towpath.rehearsal.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.postgres.Platform;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.RehearsedCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The distribution's pgTAP, made for one major version, runs on the scratch servers of others.
@Tag("slow")
class PgTapMajorsTest {
  private static final Path PGTAP = Path.of("/usr/share/postgresql/15/extension/pgtap.control");
  @TempDir Path project;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void theSameFileRunsOnEachMajor(int major) throws Exception {
    assumeTrue(Files.exists(PGTAP), "pgTAP is not installed: apt install postgresql-15-pgtap");
    try (RehearsedCase server = new RehearsedCase(major, Platform.NONE, project)) {
      server.file(
          "boats.sql",
          """
          begin;
          create extension if not exists pgtap;
          select plan(5);
          select has_table('public', 'boats', 'boats are there');
          select col_is_pk('public', 'boats', 'id', 'a boat has a number');
          select throws_ok('insert into boats values (null)', '23502');
          select results_eq('select count(*) from boats', array[0::bigint], 'nobody is at sea');
          select is(current_setting('server_version_num')::int / 10000, %d, 'the major');
          select * from finish();
          rollback;
          """
              .formatted(major));
      Exercised exercised =
          new TestsExercise(List.of(Path.of("boats.sql")), Duration.ofMinutes(1))
              .run(server.rehearsed("create table boats (id int primary key, name text)", ""));
      assertThat(exercised.findings()).isEmpty();
      assertThat(exercised.words()).isEqualTo("1 of 1 file passed; 5 pgTAP tests");
    }
  }
}
