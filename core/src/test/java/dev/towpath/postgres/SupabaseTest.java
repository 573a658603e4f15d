package dev.towpath.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupabaseTest {
  private static final String ANNA = "11111111-1111-1111-1111-111111111111";
  private static final String BORIS = "22222222-2222-2222-2222-222222222222";

  private final ScratchServer server = ScratchServer.start(18, Platform.SUPABASE);
  private final DatabaseUrl url = server.createDatabase("portal");
  private Connection connection = url.connect("towpath/test");

  @BeforeAll
  void makeUsers() throws SQLException {
    run("insert into auth.users (id, email) values ('" + ANNA + "', 'anna@example.org')");
    run("insert into auth.users (id, email) values ('" + BORIS + "', 'boris@example.org')");
  }

  @BeforeEach
  void connect() throws SQLException {
    connection.close();
    connection = url.connect("towpath/test");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void theMigratingRoleIsNoSuperuser() throws SQLException {
    assertThat(value("select current_user")).isEqualTo("postgres");
    assertThat(value("select rolsuper from pg_roles where rolname = 'postgres'")).isEqualTo("f");
    assertThat(value("select pg_get_userbyid(datdba) from pg_database where datname = 'portal'"))
        .isEqualTo("postgres");
  }

  @Test
  void policiesSeeTheUserOfTheToken() throws SQLException {
    run(
        """
        create table boats (id int primary key, owner_id uuid references auth.users, name text);
        alter table boats enable row level security;
        create policy own on boats for all to authenticated using (auth.uid() = owner_id);
        create policy published on boats for select to anon using (name like 'public%%');
        insert into boats values (1, '%1$s', 'a'), (2, '%2$s', 'b'), (3, '%2$s', 'public c');
        """
            .formatted(ANNA, BORIS));
    assertThat(seen("authenticated", claims(ANNA), "boats")).isEqualTo("1");
    assertThat(seen("authenticated", claims(BORIS), "boats")).isEqualTo("2,3");
    assertThat(seen("anon", "{}", "boats")).isEqualTo("3");
    assertThat(seen("service_role", "{}", "boats")).isEqualTo("1,2,3");
  }

  @Test
  void tokensAreReadInBothForms() throws SQLException {
    become("authenticated", claims(ANNA));
    assertThat(value("select auth.uid()")).isEqualTo(ANNA);
    assertThat(value("select auth.role()")).isEqualTo("authenticated");
    assertThat(value("select auth.jwt() ->> 'sub'")).isEqualTo(ANNA);
    run("set request.jwt.claim.sub = '" + BORIS + "'");
    assertThat(value("select auth.uid()")).isEqualTo(BORIS);
    run("reset all");
    assertThat(value("select auth.uid() is null and auth.role() is null")).isEqualTo("t");
  }

  @Test
  void storageIsGuardedByPoliciesOnTheFolder() throws SQLException {
    run(
        """
        insert into storage.buckets (id, name) values ('maps', 'maps');
        create policy own_folder on storage.objects for all to authenticated
          using (bucket_id = 'maps' and (storage.foldername(name))[1] = auth.uid()::text);
        """);
    become("authenticated", claims(ANNA));
    String insert = "insert into storage.objects (bucket_id, name) values ('maps', '%s/x/map.png')";
    run(insert.formatted(ANNA));
    assertThatThrownBy(() -> run(insert.formatted(BORIS))).hasMessageContaining("row-level");
    assertThat(
            value("select storage.extension(name) || storage.filename(name) from storage.objects"))
        .isEqualTo("pngmap.png");
  }

  @Test
  void newUsersFireTheProjectsTrigger() throws SQLException {
    run(
        """
        create table profiles (
          id uuid primary key references auth.users on delete cascade, mail text);
        create function public.handle_new_user() returns trigger language plpgsql
        security definer set search_path = '' as $$
        begin
          insert into public.profiles values (new.id, new.email);
          return new;
        end $$;
        create trigger on_auth_user_created after insert on auth.users
          for each row execute function public.handle_new_user();
        insert into auth.users (id, email) values (gen_random_uuid(), 'carla@example.org');
        """);
    assertThat(value("select mail from profiles")).isEqualTo("carla@example.org");
  }

  @Test
  void secretsAreEncryptedAndShownByTheView() throws SQLException {
    run("select vault.create_secret('s3cret', 'key')");
    assertThat(value("select secret like '%s3cret%' from vault.secrets")).isEqualTo("f");
    assertThat(value("select decrypted_secret from vault.decrypted_secrets")).isEqualTo("s3cret");
    become("authenticated", claims(ANNA));
    assertThatThrownBy(() -> value("select secret from vault.secrets"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void jobsAndRequestsAreWrittenDownOnly() throws SQLException {
    run(
        """
        create extension if not exists pg_cron with schema pg_catalog;
        create extension if not exists pg_net with schema extensions;
        select cron.schedule('nightly', '0 3 * * *',
          $$select net.http_post(url := 'https://example.org/hook', body := '{"a": 1}')$$);
        select net.http_post('https://example.org/hook', '{"a": 1}'::jsonb);
        """);
    assertThat(value("select jobname || schedule from cron.job")).isEqualTo("nightly0 3 * * *");
    assertThat(value("select convert_from(body, 'utf8') from net.http_request_queue"))
        .isEqualTo("{\"a\": 1}");
    assertThatThrownBy(() -> run("select cron.schedule('bad', 'every day', 'select 1')"))
        .hasMessageContaining("invalid schedule");
    assertThat(value("select cron.unschedule('nightly')")).isEqualTo("t");
  }

  @Test
  void vectorsAreComparedAndIndexed() throws SQLException {
    run(
        """
        create extension if not exists vector with schema extensions;
        create table notes (id int, embedding vector(3));
        insert into notes values (1, '[1,0,0]'), (2, '[0,1,0]'), (3, array[0.9, 0.1, 0]::real[]);
        create index on notes using hnsw (embedding vector_cosine_ops);
        """);
    String options = " with (lists = 100)";
    String index = "create index on notes using ivfflat ((embedding::vector(3)) vector_l2_ops)";
    run(Platform.SUPABASE.forScratch(index + options));
    assertThat(value("select string_agg(id::text, '' order by embedding <=> '[1,0,0]') from notes"))
        .isEqualTo("132");
    assertThat(value("select embedding <-> '[0,1,0]' from notes where id = 2")).isEqualTo("0");
    assertThatThrownBy(() -> run("insert into notes values (4, '[1,2]')"))
        .hasMessageContaining("expected 3 dimensions, not 2");
  }

  @Test
  void everyExtensionCanBeCreatedByTheMigratingRole() throws SQLException {
    for (SupabaseExtensions.Extension extension : SupabaseExtensions.ALL) {
      run("create extension if not exists " + extension.name() + " with schema extensions");
    }
    run("create extension if not exists postgres_fdw with schema extensions");
    assertThat(value("select count(*) > 12 from pg_extension")).isEqualTo("t");
  }

  @Test
  void theMigratingRoleMakesAndOwnsEventTriggers() throws SQLException {
    run(
        """
        create table made (name text);
        create function public.note() returns event_trigger language plpgsql as $$
        begin
          insert into public.made select object_identity from pg_event_trigger_ddl_commands();
        end $$;
        """);
    run(
        Platform.SUPABASE.forScratch(
            "-- it's noted\ncreate event trigger noting on ddl_command_end\n"
                + "when tag in ('CREATE TABLE') execute function public.note()"));
    run("create table seen ()");
    assertThat(value("select string_agg(name, ',') from made")).isEqualTo("public.seen");
    assertThat(value("select evtowner::regrole from pg_event_trigger where evtname = 'noting'"))
        .isEqualTo("postgres");
    assertThat(value("select rolsuper from pg_roles where rolname = 'postgres'")).isEqualTo("f");
    run("drop event trigger noting");
  }

  @Test
  void theMigratingRoleGrantsOnSchemaPublic() throws SQLException {
    run("grant usage on schema public to supabase_auth_admin");
    assertThat(value("select has_schema_privilege('supabase_auth_admin', 'public', 'usage')"))
        .isEqualTo("t");
    assertThat(
            value(
                "select nspacl::text like '%supabase_auth_admin=U%' from pg_namespace"
                    + " where nspname = 'public'"))
        .isEqualTo("t");
  }

  @Test
  void whatAStandInCannotDoIsSaid() throws SQLException {
    run("create extension if not exists plpgsql_check with schema extensions");
    assertThatThrownBy(() -> run("select plpgsql_check_function('auth.uid()')"))
        .hasMessageContaining("plpgsql_check is a stand-in here: auth.uid() was not checked");
    run("create extension if not exists wrappers with schema extensions");
    run(
        Platform.SUPABASE.forScratch(
            "create foreign data wrapper stripe_wrapper handler extensions.stripe_fdw_handler"
                + " validator extensions.stripe_fdw_validator"));
    run(
        """
        create server stripe foreign data wrapper stripe_wrapper options (api_key_id 'a');
        create foreign table customers (id text) server stripe options (object 'customers');
        """);
    assertThatThrownBy(() -> run("select * from customers")).isInstanceOf(SQLException.class);
  }

  @Test
  void queuesHideWhatWasRead() throws SQLException {
    run(
        """
        create extension if not exists pgmq;
        select pgmq.create('mail');
        select pgmq.send('mail', '{"to": "anna"}');
        """);
    assertThat(value("select message ->> 'to' from pgmq.read('mail', 30, 1)")).isEqualTo("anna");
    assertThat(value("select count(*) from pgmq.read('mail', 30, 1)")).isEqualTo("0");
    assertThat(value("select pgmq.archive('mail', 1::bigint)")).isEqualTo("t");
  }

  @Test
  void changesAreBroadcast() throws SQLException {
    run("create table locks (id int); alter publication supabase_realtime add table locks");
    run("select realtime.send('{\"open\": true}', 'gate', 'canal:1', false)");
    assertThat(value("select payload ->> 'open' from realtime.messages")).isEqualTo("true");
  }

  @Test
  void preparingTwiceIsHarmless() throws SQLException {
    String before = value("select count(*) from pg_class");
    try (Connection admin =
        url.withUser("supabase_admin", url.password().orElseThrow()).connect("towpath/test")) {
      Platform.SUPABASE.prepare(admin);
    }
    assertThat(value("select count(*) from pg_class")).isEqualTo(before);
  }

  private static String claims(String user) {
    return "{\"sub\": \"" + user + "\", \"role\": \"authenticated\"}";
  }

  private String seen(String role, String claims, String table) throws SQLException {
    become(role, claims);
    String ids = value("select string_agg(id::text, ',' order by id) from " + table);
    run("reset role");
    return ids;
  }

  private void become(String role, String claims) throws SQLException {
    run("set role " + role);
    run("set request.jwt.claims = '" + claims + "'");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }
}
