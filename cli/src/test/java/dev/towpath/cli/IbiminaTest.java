package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.cli.Staged.Trip;
import dev.towpath.problem.Exit;
import dev.towpath.release.journal.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ibimina's releases, whole: on staging first, then on production.
class IbiminaTest {
  private static final String RUNBOOK = "runbooks/release.yaml";
  private static final String STAGING = "runbooks/staging.yaml";
  private static final String MIGRATION = "supabase/migrations/20261103080000_bad.sql";
  private static final List<String> FOR_PEOPLE =
      List.of(
          "The release engineer lets it begin",
          "The release engineer signs off",
          "Before the flight",
          "The list of each release",
          "The plan is approved",
          "The release stays?");

  @TempDir Path folder;
  private Staged ibimina;
  private String before;

  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    ibimina = Staged.open("ibimina", folder);
    before = ibimina.serves("ADMIN_PORT");
  }

  @AfterEach
  void end() {
    ibimina.close();
  }

  @Test
  void whatStagingTookGoesToProduction() throws Exception {
    assertThat(ibimina.people().plan("too-early", RUNBOOK)).isEqualTo(Exit.REFUSED.code());
    assertThat(ibimina.toString()).contains("release-not-before", "20261102080000");
    ibimina.releaseOnStaging("loans-staging", STAGING);
    ibimina.ended(ibimina.release("loans", RUNBOOK), RunState.Standing.DONE);
    assertThat(ibimina.people().answered()).isEqualTo(FOR_PEOPLE);
    assertThat(ibimina.serves("ADMIN_PORT"))
        .isEqualTo(ibimina.stage().checkout().commit())
        .isNotEqualTo(before);
    assertThat(ibimina.get("ADMIN_PORT", "/loans")).contains("\"loans\" : 0");
    assertThat(Files.readString(ibimina.stage().folder().resolve("backups/CHANGELOG.md")))
        .contains("loans", "20260119080000");
  }

  @Test
  @Tag("slow")
  void aMigrationThatFailsIsTakenBackAndTheApplicationIsOutOfMaintenance() throws Exception {
    ibimina.releaseOnStaging("loans-staging", STAGING);
    ibimina.ask("insert into app.groups (name) values ('the weir')");
    ibimina.ended(ibimina.release("loans", RUNBOOK), RunState.Standing.ROLLED_BACK);
    isAsBefore();
    assertThat(Files.readString(ibimina.stage().folder().resolve("docs/runbooks/rollback-log.md")))
        .contains("## loans", "The server refused a statement.");
  }

  @Test
  @Tag("slow")
  void whoDecidesTakesItBackByTheDownScript() throws Exception {
    ibimina.releaseOnStaging("loans-staging", STAGING);
    ibimina.people().against("The release stays?");
    ibimina.ended(ibimina.release("loans", RUNBOOK), RunState.Standing.ROLLED_BACK);
    isAsBefore();
  }

  @Test
  @Tag("slow")
  void eachGateOfStagingStopsAReleaseThatItMustNotLetPass() throws Exception {
    ibimina.refusedAtEach(
        "staging",
        STAGING,
        List.of(
            file(
                "Names, order and safety of the migrations",
                "create index on app.savings (saved_on);"),
            file("Row security and tests, on a scratch server", "select 1/0;"),
            Trip.around(
                "Migrate staging",
                () -> ibimina.askStaging("insert into app.groups (name) values ('the weir')"),
                () -> ibimina.askStaging("delete from app.groups where name = 'the weir'")),
            Trip.around(
                "Staging is as the files say",
                () -> ibimina.askStaging("alter table app.groups add column by_hand int"),
                () -> ibimina.askStaging("alter table app.groups drop column by_hand"))));
  }

  @Test
  @Tag("slow")
  void eachGateStopsAReleaseThatItMustNotLetPass() throws Exception {
    ibimina.releaseOnStaging("loans-staging", STAGING);
    ibimina.refusedAtEach(
        RUNBOOK,
        List.of(
            Trip.file(
                ibimina,
                "The application compiles without a warning",
                "../app/App.java",
                "class App {"),
            Trip.file(
                ibimina,
                "Row security and tests, on a scratch server",
                "supabase/tests/fixtures/more.csv",
                "table,role,command,expect\napp.loans,anon,select,all\n"),
            Trip.around(
                "Staging is still as the files say",
                () -> ibimina.askStaging("alter table app.groups add column by_hand int"),
                () -> ibimina.askStaging("alter table app.groups drop column by_hand")),
            Trip.around(
                "A backup that was restored once",
                () -> ibimina.stage().checkout().put("backups", ""),
                () -> Files.delete(ibimina.stage().folder().resolve("backups"))),
            data(
                "Migrate production",
                "insert into app.groups (name) values ('the weir')",
                "delete from app.groups where name = 'the weir'"),
            data(
                "Production is as the files say",
                "alter table app.groups add column by_hand int",
                "alter table app.groups drop column by_hand"),
            new EmptyRevision(ibimina, "admin").at("Deploy the application"),
            data(
                "Does it work?",
                "update app.flags set enabled = true",
                "update app.flags set enabled = false"),
            Trip.around(
                "Watched for 30 minutes",
                () -> ibimina.faultAt("Watched for 30 minutes", "ADMIN_PORT"),
                () -> {}),
            Trip.around(
                "Is all well after 30 minutes?",
                () -> ibimina.stop("admin"),
                () -> ibimina.start("admin"))));
  }

  private void isAsBefore() throws Exception {
    assertThat(ibimina.serves("ADMIN_PORT")).isEqualTo(before);
    assertThat(ibimina.get("ADMIN_PORT", "/sign-in")).contains("\"maintenance\" : false");
    assertThat(ibimina.ask("select to_regclass('app.loans') is null")).isEqualTo("t");
  }

  private Trip file(String step, String sql) {
    return Trip.file(ibimina, step, MIGRATION, sql);
  }

  private Trip data(String step, String breaks, String mends) {
    return Trip.around(step, () -> ibimina.ask(breaks), () -> ibimina.ask(mends));
  }
}
