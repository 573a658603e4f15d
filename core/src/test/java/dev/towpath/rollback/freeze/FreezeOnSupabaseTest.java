package dev.towpath.rollback.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A freeze as the role `postgres` of Supabase, which is no superuser.
class FreezeOnSupabaseTest {
  @Test
  void theProjectsTablesAreFrozenAndThePlatformsAreSaidNotToBe() {
    try (ScratchServer server = ScratchServer.start(18, Platform.SUPABASE)) {
      DatabaseUrl url = server.createDatabase("app");
      Pond.say(
          url,
          "create table public.orders (id int)",
          "create schema supabase_migrations",
          "create table supabase_migrations.schema_migrations (version text primary key)");
      try (OpenTarget target = open(url)) {
        Freeze freeze = new Freezer(word -> {}).freeze(request(), target);
        assertThat(freeze.tables())
            .containsExactly("public.orders", "supabase_migrations.schema_migrations");
        assertThat(freeze.proof().roles()).contains("postgres", "anon", "service_role");
        assertThat(freeze.leftOut()).anyMatch(left -> left.contains("platform's own schemas"));
        assertThat(
                Pond.answer(url, "set role service_role", "insert into public.orders values (1)"))
            .isEqualTo("25006");
        assertThat(
                new Thawer(word -> {}, Optional.empty(), Thawer.Tells.EVERYBODY)
                    .thaw(target, "supabase", "bob")
                    .left())
            .isEmpty();
      }
      assertThat(Pond.answer(url, "set role service_role", "insert into public.orders values (1)"))
          .isEqualTo("fine");
    }
  }

  private static OpenTarget open(DatabaseUrl url) {
    return new Target(
            "test",
            new Target.Url(url),
            Optional.empty(),
            Duration.ofSeconds(1),
            Optional.empty(),
            18,
            Platform.SUPABASE)
        .open();
  }

  private static FreezeRequest request() {
    return new FreezeRequest(
        Layouts.named("supabase").history(),
        List.of(),
        "ann",
        "",
        Optional.empty(),
        Optional.empty(),
        false,
        Duration.ofSeconds(2));
  }
}
