package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rehearsals as the role that runs the migrations on a target.
class RunnerRoleTest {
  private static final int MAJOR = 18;
  private static final String SECRET = "made-up";

  private static ScratchServer target;
  private static DatabaseUrl harbour;

  @BeforeAll
  static void start() throws SQLException {
    target = ScratchServer.start(MAJOR, Platform.NONE);
    harbour = target.createDatabase("harbour");
    try (Connection connection = target.superuserUrl().connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("create role crew");
      statement.execute("create role mate login password 'made-up' createrole in role crew");
      statement.execute("create role boss superuser login password 'made-up'");
      statement.execute("alter database harbour owner to mate");
      statement.execute("alter database harbour set timezone = 'Europe/Oslo'");
      statement.execute("alter role mate set work_mem = '7MB'");
      statement.execute("alter role mate in database harbour set search_path = yard, public");
    }
  }

  @AfterAll
  static void stop() {
    target.close();
  }

  private static RehearsalResult as(DatabaseUrl url, Rehearsing rehearsing) throws SQLException {
    try (Connection connection = url.connect("test")) {
      return rehearsing.rehearse(connection);
    }
  }

  private static Rehearsing onlyForSuperusers() {
    return new Rehearsing()
        .before("create schema yard; create table yard.boats (id int);")
        .pending("alter table yard.boats add column name text;")
        .pending("alter system set work_mem = '9MB';");
  }

  @Test
  void whatOnlyASuperuserMayDoFailsAsOnTheTarget() throws SQLException {
    RehearsalResult result = as(harbour.withUser("mate", SECRET), onlyForSuperusers());
    assertThat(result.done()).isEqualTo(1);
    assertThat(result.findings().getFirst().rule()).isEqualTo("rehearsal-failed");
    assertThat(result.findings().getFirst().why()).contains("permission denied");
  }

  @Test
  void aSuperuserMayDoItInTheRehearsalToo() throws SQLException {
    Rehearsing rehearsing =
        new Rehearsing()
            .pending("do $$ begin assert current_user = 'boss'; end $$;")
            .pending("create role deckhand superuser;");
    assertThat(as(harbour.withUser("boss", SECRET), rehearsing).done()).isEqualTo(2);
  }

  @Test
  void theStateBeforeMayNeedASuperuser() throws SQLException {
    Rehearsing rehearsing =
        new Rehearsing()
            .before("create role gone superuser; create table boats (id int);")
            .pending("alter table boats add column name text;");
    assertThat(as(harbour.withUser("mate", SECRET), rehearsing).findings()).isEmpty();
  }

  @Test
  void theRoleHasItsSettingsItsMembershipsAndItsAttributes() throws SQLException {
    Rehearsing rehearsing =
        new Rehearsing()
            .pending(
                """
                do $$ begin
                  assert session_user = 'mate' and current_database() = 'harbour';
                  assert current_setting('work_mem') = '7MB', 'of the role';
                  assert current_setting('search_path') = 'yard, public', 'of both';
                  assert pg_has_role('crew', 'member') and not pg_has_role('boss', 'member');
                  assert (select setconfig from pg_db_role_setting where setrole = 0)
                    @> array['TimeZone=Europe/Oslo'], 'of the database';
                end $$;
                create role stoker;
                """);
    assertThat(as(harbour.withUser("mate", SECRET), rehearsing).findings()).isEmpty();
  }

  /// Many hosts give out a role `postgres` that is no superuser.
  @Test
  void theNameOfTheClustersOwnerMakesNoSuperuser() throws SQLException {
    try (Connection connection = harbour.withUser("mate", SECRET).connect("test")) {
      RunnerRole mate = RunnerRole.of(connection);
      RunnerRole hosted =
          new RunnerRole(
              "postgres",
              false,
              mate.attributes(),
              "postgres",
              true,
              true,
              mate.memberships(),
              mate.settings());
      RehearsalResult result = onlyForSuperusers().rehearse(connection, hosted);
      assertThat(result.done()).isEqualTo(1);
      assertThat(result.findings().getFirst().why()).contains("permission denied");
    }
  }
}
