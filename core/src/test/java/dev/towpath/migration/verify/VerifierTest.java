package dev.towpath.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.catalog.Facet;
import dev.towpath.problem.Exit;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifierTest extends VerifyCase {
  @Test
  void whatAgreesHasNoFindings() throws Exception {
    boats();
    apply();
    Verification verification = verify();
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.replayed()).isEqualTo(4);
    assertThat(VerifyReport.of(verification).exit()).isEqualTo(Exit.FINE);
    assertThat(VerifyReport.of(verification).summary())
        .isEqualTo("history, files and database agree; 4 applied, 0 pending");
  }

  @Test
  void namesTheMigrationOfEachMissingObject() throws Exception {
    boats();
    apply();
    run(
        "drop policy own on boat; drop index boat_name; drop function hello();"
            + " alter table boat drop column length_m; drop table lock; drop view long_boat");
    assertThat(messages(verify()))
        .containsExactlyInAnyOrder(
            missing("20260101000001 boats", "index boat_name of public.boat"),
            missing("20260101000002 lengths", "column length_m of public.boat"),
            missing("20260101000002 lengths", "constraint boat_length_m_check of public.boat"),
            missing("20260101000003 policies", "policy own of public.boat"),
            missing("20260101000003 policies", "function public.hello()"),
            missing("20260101000004 rename", "table public.lock"),
            missing("20260101000002 lengths", "view public.long_boat"));
    assertThat(verify().findings())
        .allSatisfy(
            finding ->
                assertThat(finding.where().orElseThrow().file()).startsWith("migrations/2026"));
  }

  @Test
  void aMigrationThatWasOnlyMarkedIsNamed() throws Exception {
    boats();
    apply();
    file("20260101000005_ports.sql", "create table port (id int primary key);");
    run("insert into towpath.history values ('20260101000005', 'ports', now())");
    assertThat(messages(verify())).contains(missing("20260101000005 ports", "table public.port"));
  }

  @Test
  void namesWhatNoMigrationMakesAndWhatOneDrops() throws Exception {
    boats();
    file("20260101000005_no_hello.sql", "drop function hello();");
    apply();
    run("create table extra (id int primary key); create index on boat (id);");
    run("create function hello() returns text language sql as 'select null::text'");
    Verification verification = verify();
    assertThat(verification.findings())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("not-in-migrations", "not-in-migrations", "dropped-but-present");
    assertThat(messages(verification))
        .contains(
            "No applied migration makes table public.extra, but it is in the database.",
            "Migration 20260101000005 no_hello is marked as applied and drops function"
                + " public.hello(), but it is still in the database.");
    assertThat(VerifyReport.of(verification).exit()).isEqualTo(Exit.REFUSED);
  }

  @Test
  void saysHowAnObjectDiffers() throws Exception {
    boats();
    apply();
    run("alter table boat alter name drop not null");
    Finding finding = verify().findings().getFirst();
    assertThat(finding.rule()).isEqualTo("schema-differs");
    assertThat(finding.message())
        .isEqualTo("Column name of public.boat is not as the migrations make it.");
    assertThat(finding.why())
        .isEqualTo("not null: the migrations say yes, the database has nothing.");
  }

  @Test
  void aRoleThatAMigrationMakesMayBecomeAMemberOfTheSuperuser() throws Exception {
    file(
        "20260101000001_keeper.sql",
        """
        do $$ begin
          if not exists (select from pg_roles where rolname = 'keeper') then
            create role keeper;
          end if;
          grant postgres to keeper;
        end $$;
        """);
    apply();
    Verification verification = verify();
    run("drop role keeper");
    assertThat(verification.findings()).isEmpty();
    assertThat(VerifyReport.of(verification).blocks().toString()).contains("1 migration on");
  }

  @Test
  void rolesOfTheTargetStandOnTheScratchServer() throws Exception {
    run("create role \"Harbour Master\"");
    file(
        "20260101000001_grants.sql",
        "create table t (); grant select on t to \"Harbour Master\"; alter table t owner to"
            + " \"Harbour Master\";");
    apply();
    assertThat(verify().findings()).isEmpty();
    run("alter table t owner to postgres; grant insert on t to public");
    assertThat(verify().findings()).extracting(Finding::rule).containsExactly("schema-differs");
    assertThat(verify(Set.of(Facet.OWNERS, Facet.GRANTS)).findings()).isEmpty();
    run("drop table t; drop role \"Harbour Master\"");
  }

  @Test
  void replaysFiveHundredMigrations() throws Exception {
    for (int i = 0; i < 500; i++) {
      file(
          "%014d_step.sql".formatted(20260101000000L + i),
          "create table t%1$d (id int primary key, n text); create index on t%1$d (n);"
              .formatted(i));
    }
    apply();
    run("drop table t321");
    assertThat(messages(verify()))
        .containsExactly(missing("20260101000321 step", "table public.t321"));
  }

  private static String missing(String migration, String object) {
    return "Migration "
        + migration
        + " is marked as applied, but "
        + object
        + " is not in the database.";
  }

  private void boats() throws IOException {
    file(
        "20260101000001_boats.sql",
        "create table boat (id serial primary key, name text not null);\n"
            + "create index boat_name on boat (name); create table gate (id int);");
    file(
        "20260101000002_lengths.sql",
        "alter table boat add length_m int check (length_m > 0);\n"
            + "create view long_boat as select id from boat where id > 20;");
    file(
        "20260101000003_policies.sql",
        "alter table boat enable row level security; create policy own on boat using (true);\n"
            + "create function hello() returns text language sql as 'select ''hello''';");
    file("20260101000004_rename.sql", "alter table gate rename to lock;");
  }
}
