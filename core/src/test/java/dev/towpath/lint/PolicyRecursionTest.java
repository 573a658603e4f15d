package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The rule says `infinite recursion` exactly where a server does.
final class PolicyRecursionTest {
  private static final String TABLES =
      """
      create table barge (id bigint, owner text);
      create table crew (barge_id bigint, name text);
      alter table barge enable row level security;
      alter table crew enable row level security;
      """;

  record Case(boolean raises, String policies) {}

  private static final String FEW = "((select count(*) from crew) < 9);";
  private static final String PLAIN = "create policy r on crew for select using (name = 'Anna');";
  private static final String QUERY =
      "create policy r on crew for select using (name = (select current_user));";
  private static final String BARGE = "using (id in (select barge_id from crew));";
  private static final String CREW = "(barge_id in (select id from barge));";

  static final List<Case> CASES =
      List.of(
          new Case(true, "create policy p on crew for select using " + FEW),
          new Case(true, "create policy p on crew using " + FEW),
          new Case(false, "create policy p on crew for insert with check " + FEW),
          new Case(false, "create policy p on crew for update using " + FEW),
          new Case(false, "create policy p on crew for delete using " + FEW),
          new Case(false, PLAIN + "create policy p on crew for insert with check " + FEW),
          new Case(true, QUERY + "create policy p on crew for insert with check " + FEW),
          new Case(true, "create policy p on crew for insert with check " + FEW + QUERY),
          new Case(true, QUERY + "create policy p on crew for delete using " + FEW),
          new Case(
              false,
              QUERY + "create policy p on crew for delete using " + FEW + "drop policy p on crew;"),
          new Case(
              false,
              "create policy p on crew using " + FEW + "alter policy p on crew using (true);"),
          new Case(
              true,
              "create policy b on barge for select %s create policy p on crew for select using %s"
                  .formatted(BARGE, CREW)),
          new Case(
              false,
              "create policy b on barge for select using (owner = current_user);"
                  + "create policy p on crew for select using "
                  + CREW),
          new Case(
              false,
              "create policy b on barge for select "
                  + BARGE
                  + "create policy p on crew for insert with check "
                  + CREW),
          new Case(
              true,
              QUERY
                  + "create policy b on barge for select %s".formatted(BARGE)
                  + "create policy p on crew for insert with check "
                  + CREW),
          new Case(
              true,
              "create policy p on crew for insert with check "
                  + CREW
                  + QUERY
                  + "create policy b on barge for select "
                  + BARGE),
          new Case(
              false,
              "create policy b on barge for select to clerk "
                  + BARGE
                  + "create policy p on crew for select to mate using "
                  + CREW),
          new Case(
              false,
              "create policy b on barge for select "
                  + BARGE
                  + "create policy p on crew for select using "
                  + CREW
                  + "alter table barge disable row level security;"));

  private static ScratchServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = ScratchServer.start(18, Platform.NONE);
    try (Connection admin = server.superuserUrl().connect("towpath/test")) {
      run(admin, "create role mate; create role clerk");
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    server.close();
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void asTheServerHasIt(Case tried) throws SQLException {
    assertThat(raised(tried.policies())).isEqualTo(tried.raises());
    assertThat(found(tried.policies())).isEqualTo(tried.raises());
  }

  private static boolean found(String policies) {
    Guard guard = Scripts.guard();
    guard.pass(List.of(Scripts.of("1.sql", TABLES)));
    guard.check(List.of(Scripts.of("2.sql", policies)));
    return guard.findings().stream().anyMatch(each -> each.rule().equals("policy-recursion"));
  }

  private static boolean raised(String policies) throws SQLException {
    try (Connection admin = server.superuserUrl().connect("towpath/test")) {
      run(admin, "drop table if exists barge, crew");
      run(admin, TABLES + policies + "grant all on barge, crew to mate, clerk; set role mate");
      boolean raised = false;
      for (String statement :
          List.of(
              "select * from crew",
              "insert into crew values (1, 'Anna')",
              "update crew set name = 'Anna'",
              "delete from crew")) {
        try {
          run(admin, statement);
        } catch (SQLException e) {
          raised |= e.getSQLState().equals("42P17");
        }
      }
      return raised;
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
