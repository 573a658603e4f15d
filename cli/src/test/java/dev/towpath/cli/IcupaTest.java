package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// icupa's rollouts, whole: a back-fill while users read, the way back by the legacy views, and the
/// clean-up that has to wait.
class IcupaTest {
  private static final String ROLLOUT = "runbooks/release.yaml";
  private static final String CLEAN_UP = "runbooks/clean-up.yaml";

  @TempDir Path folder;

  @Test
  void aRolloutFillsTheNewTableAndMayBeCleanedUpAfterSevenDays() throws Exception {
    try (Staged icupa = Staged.open("icupa", folder)) {
      String before = icupa.serves("BACKEND_PORT");
      icupa.ended(icupa.release("profiles", ROLLOUT), RunState.Standing.DONE);
      assertThat(icupa.serves("BACKEND_PORT"))
          .isEqualTo(icupa.stage().checkout().commit())
          .isNotEqualTo(before);
      assertThat(icupa.get("BACKEND_PORT", "/tenancy/profiles")).contains("\"profiles\" : 1200");
      assertThat(icupa.ask("select string_agg(filled::text, ' ') from tenant_migration_audit"))
          .isEqualTo("500 500 200");
      assertThat(icupa.get("CHANNEL_PORT", "/metrics")).contains("{status=\"200\"} 2");
      assertThat(icupa.read("CHANGELOG.md")).contains("## Deployments", "[profiles]");

      cleanUp(icupa);
      icupa.stoppedAt(icupa.release("too-early", CLEAN_UP), "Seven days since the back-fill");
      icupa.people().type("ben", "release", "abort", "too-early", "--reason", "in a week");
      icupa.ask("update tenant_migration_audit set at = at - interval '8 days'");
      icupa.ended(icupa.release("clean-up", CLEAN_UP), RunState.Standing.DONE);
      assertThat(icupa.get("BACKEND_PORT", "/tenancy")).contains("\"reachable\" : 1200");
      assertThat(
              icupa.ask(
                  "select count(*) from pg_attribute where attname = 'legacy_contact'"
                      + " and attrelid = 'tenants'::regclass and not attisdropped"))
          .isEqualTo("0");
    }
  }

  @Test
  @Tag("slow")
  void aBackFillThatFindsTooManyAnomaliesGoesBackToTheLegacyViews() throws Exception {
    try (Staged icupa = Staged.open("icupa", folder)) {
      String before = icupa.serves("BACKEND_PORT");
      icupa.ask("update tenants set legacy_contact = 'ask at the bar' where id % 100 = 0");
      RunState run = icupa.release("profiles", ROLLOUT);
      icupa.ended(run, RunState.Standing.ROLLED_BACK);
      assertThat(run.events().toString()).contains("more than 0.5 percent");
      assertThat(icupa.serves("BACKEND_PORT")).isEqualTo(before);
      assertThat(icupa.get("BACKEND_PORT", "/tenancy")).contains("\"reachable\" : 1200");
      assertThat(icupa.ask("select to_regclass('public.tenant_profiles')")).isEqualTo("null");
      assertThat(icupa.read("docs/runbooks/rollback-log.md")).contains("## profiles");
    }
  }

  @Test
  @Tag("slow")
  void whatTakesSomethingAwayWaitsForALaterRelease() throws Exception {
    try (Staged icupa = Staged.open("icupa", folder)) {
      cleanUp(icupa);
      icupa.stoppedAt(icupa.release("all-at-once", ROLLOUT), "Additive first");
      assertThat(icupa.get("BACKEND_PORT", "/tenancy")).contains("\"reachable\" : 1200");
    }
  }

  @Test
  @Tag("slow")
  void aSmokeTestThatFailsGoesBack() throws Exception {
    try (Staged icupa = Staged.open("icupa", folder)) {
      String before = icupa.serves("BACKEND_PORT");
      String routes = icupa.read("backend.properties");
      icupa.commit("backend.properties", routes.replace("from tenant_profiles", "from profile"));
      icupa.ended(icupa.release("broken", ROLLOUT), RunState.Standing.ROLLED_BACK);
      assertThat(icupa.serves("BACKEND_PORT")).isEqualTo(before);
      assertThat(icupa.ask("select to_regclass('public.tenant_profiles')")).isEqualTo("null");

      icupa.commit("backend.properties", routes);
      String pages = icupa.read("web.properties");
      icupa.commit("web.properties", pages.replace("\"score\":97", "\"score\":91"));
      RunState heavy = icupa.release("heavy", ROLLOUT);
      icupa.ended(heavy, RunState.Standing.ROLLED_BACK);
      assertThat(heavy.goingBack().orElseThrow().text("why"))
          .startsWith("The gate says no (lighthouse >= baseline - 5 (92): 91 at ");
    }
  }

  /// Moves the clean-up among the migrations, as its pull request does.
  private static void cleanUp(Staged icupa) throws IOException, InterruptedException {
    String file = "20261130080000_drop_legacy_contact.sql";
    for (String kind : new String[] {"migrations/", "rollbacks/"}) {
      Path from = icupa.stage().folder().resolve("supabase/clean-up/" + kind + file);
      icupa.commit("supabase/" + kind + file, Files.readString(from));
    }
    icupa.commit("supabase/tests/tenancy.sql", icupa.read("supabase/clean-up/tests/tenancy.sql"));
    icupa.commit("docs/next/changes.md", "What nothing reads any more is gone.\n");
  }
}
