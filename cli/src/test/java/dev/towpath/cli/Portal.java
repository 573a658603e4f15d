package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A copy of the bundled example whose last release goes wrong: one migration too many, which stops
/// half-way.
record Portal(TestCli towpath, Path folder, int major) {
  static final String GOOD = "20260223093000";
  private static final Path BAD =
      Path.of("supabase/migrations/20260302120000_reward_customers.sql");

  /// With the good migrations applied and three customers in it.
  static Portal make(Path folder, int major) throws IOException {
    Portal portal = new Portal(TestCli.ofExample(folder), folder, major);
    Files.writeString(folder.resolve("towpath.yaml"), "\npostgres: " + major + "\n", APPEND);
    portal.done("apply");
    return portal;
  }

  private static final OpenOption APPEND = StandardOpenOption.APPEND;

  /// A second statement that the data refuses, outside a transaction.
  void failRelease() throws IOException {
    Files.writeString(
        folder.resolve(BAD),
        """
        create table public.rewards (customer_id uuid, points int not null default 0);
        create unique index concurrently one_of_a_state on public.invoices (state);
        """);
    TestCli.Outcome failed = towpath.run("apply");
    assertThat(failed.err()).contains("error[statement-failed]", "is committed");
    assertThat(failed.exit()).isNotZero();
  }

  /// A whole migration, which has a down script.
  void releaseWithDownScript() throws IOException {
    Files.writeString(
        folder.resolve(BAD), "alter table public.customers add column points int default 7;");
    Files.writeString(
        folder.resolve("supabase/rollbacks").resolve(BAD.getFileName()),
        "alter table public.customers drop column points;");
    done("apply");
  }

  String done(String... words) {
    TestCli.Outcome outcome = towpath.run(words);
    assertThat(outcome.exit()).as(String.join(" ", words) + outcome.err()).isZero();
    return outcome.out();
  }

  /// `rollback run`, confirmed, with more words.
  String rollBack(String... more) {
    List<String> words = new ArrayList<>(List.of("rollback", "run", "--yes", "embedded"));
    words.addAll(List.of(more));
    return done(words.toArray(String[]::new));
  }

  void customer(String name) {
    ask(
        """
        insert into public.customers (name, email) values ('%1$s', '%1$s@example.test')
        returning 1
        """
            .formatted(name));
  }

  /// That the good migrations are all there is, that nobody is frozen out, and which customers of a
  /// test's are left.
  void isGoodWith(String customers) {
    String found =
        ask(
            """
            with written as (update public.customers set name = name returning name, email)
            select (select max(version) || ' ' || count(*)
                from supabase_migrations.schema_migrations)
              || ' ' || coalesce(to_regclass('public.rewards')::text, 'no rewards')
              || ' ' || (select state from supabase_migrations.towpath_rollback
                order by id desc limit 1)
              || ': ' || coalesce(string_agg(name, ' ' order by name), 'none')
            from written where email like '%@example.test'
            """);
    assertThat(found).isEqualTo(GOOD + " 8 no rewards done: " + customers);
  }

  private String ask(String sql) {
    Target target =
        new Target(
            "embedded",
            new Target.Embedded(folder.resolve(".towpath/postgres")),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            major,
            Platform.SUPABASE);
    try (OpenTarget open = target.open();
        Connection connection = open.connect("test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException failed) {
      throw new AssertionError(sql, failed);
    }
  }
}
