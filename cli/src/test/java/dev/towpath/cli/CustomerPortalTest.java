package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.cli.Staged.Trip;
import dev.towpath.problem.Exit;
import dev.towpath.release.journal.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The customer portal's releases, whole: its application, its people, its database.
class CustomerPortalTest {
  private static final String RUNBOOK = "runbooks/release.yaml";
  private static final String WATCH = "Watched until the decision";
  private static final List<String> FOR_PEOPLE =
      List.of(
          "The last review of the code",
          "The environment is looked through",
          "The migrations are looked through",
          "The dependencies are looked through",
          "All who must know, know",
          "The plan is approved",
          "All clear?",
          "What the monitoring says after an hour",
          "The release is closed");

  @TempDir Path folder;
  private Staged portal;
  private String before;

  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    portal = Staged.open("customer-portal", folder);
    before = portal.serves("BFF_PORT");
  }

  @AfterEach
  void end() {
    portal.close();
  }

  @Test
  void aGoodReleaseWaitsForItsPeopleAndIsServedByBothComponents() throws Exception {
    portal.ended(portal.release("reminders", RUNBOOK), RunState.Standing.DONE);
    assertThat(portal.people().answered()).isEqualTo(FOR_PEOPLE);
    serve(portal.stage().checkout().commit());
    assertThat(portal.get("BFF_PORT", "/invoices")).contains("\"reminded\" : 0");
    assertThat(note("reminders")).contains("Announce the window", "reminded by e-mail");
  }

  @Test
  @Tag("slow")
  void eachGateStopsAReleaseThatItMustNotLetPass() throws Exception {
    String migration = "prisma/migrations/20251202080000_bad/migration.sql";
    String debug = "page./x=console.log";
    portal.refusedAtEach(
        RUNBOOK,
        List.of(
            file("No console statement in the code", "x.properties", debug),
            file("No secret in the code", "x.properties", "api_key=0123456789abcdef"),
            file("The code compiles without a warning", "../app/App.java", "class App {"),
            file("The rules about migrations", migration, "create index on customers (name);"),
            file("The migrations rehearsed, with the tests", migration, "select 1/0;"),
            Trip.around(
                "A backup that was restored once",
                () -> portal.stage().checkout().put("backups", ""),
                () -> Files.delete(portal.stage().folder().resolve("backups"))),
            data(
                "Migrate",
                "insert into customers (name, email) values ('Nobody', 'nowhere')",
                "delete from customers where name = 'Nobody'"),
            data("The migrations landed", "create table by_hand ()", "drop table by_hand"),
            new EmptyRevision(portal, "backend").at("Deploy the back end"),
            new EmptyRevision(portal, "frontend").at("Deploy the web site"),
            Trip.around(
                "Is it up? (0 to 5 minutes)",
                () -> portal.stop("partners"),
                () -> portal.start("partners")),
            Trip.around(WATCH, () -> portal.faultAt(WATCH, "BFF_PORT"), () -> {}),
            Trip.around(
                "Does it work? (5 to 15 minutes)",
                () -> portal.people().atStep(WATCH, () -> ask("alter table products rename to p")),
                () -> ask("alter table p rename to products")),
            data(
                "Are the partners there? (15 to 30 minutes)",
                "insert into jobs (kind, state) values ('mail', 'failed')",
                "delete from jobs"),
            Trip.around(
                "Watched once more after an hour",
                () -> portal.faultAt("Watched once more after an hour", "BFF_PORT"),
                () -> portal.mendFault("BFF_PORT")),
            Trip.around(
                "Is all well a day later?",
                () -> portal.stop("frontend"),
                () -> portal.start("frontend"))));
    serve(portal.stage().checkout().commit());
  }

  @Test
  @Tag("slow")
  void aMigrationThatFailsIsRolledBackWithTheApplication() throws Exception {
    portal.ask("insert into customers (name, email) values ('Nobody', 'nowhere')");
    portal.ended(portal.release("reminders", RUNBOOK), RunState.Standing.ROLLED_BACK);
    serve(before);
    assertThat(portal.ask("select to_regclass('reminders') is null")).isEqualTo("t");
    assertThat(log()).contains("reminders", "The server refused a statement");
  }

  @Test
  @Tag("slow")
  void thePersonWhoDecidesTakesTheReleaseBack() throws Exception {
    portal.people().against("All clear?");
    portal.ended(portal.release("reminders", RUNBOOK), RunState.Standing.ROLLED_BACK);
    serve(before);
    assertThat(portal.get("BFF_PORT", "/invoices")).doesNotContain("reminded");
    assertThat(portal.ask("select to_regclass('reminders') is null")).isEqualTo("t");
  }

  @Test
  @Tag("slow")
  void anUpdateThatBreaksUnderItsWatchGoesBackByItself() throws Exception {
    portal.ended(portal.release("reminders", RUNBOOK), RunState.Standing.DONE);
    String good = portal.serves("BFF_PORT");
    portal.stage().checkout().commit("The note");
    portal.stage().checkout().writeNext();
    portal.stage().checkout().commit("The update");
    portal.faultAt("The watch", "BFF_PORT");
    RunState run = portal.release("update", "runbooks/update.yaml");
    portal.ended(run, RunState.Standing.ROLLED_BACK);
    assertThat(run.goingBack().orElseThrow().text("why")).contains("error-rate > 2%");
    serve(good);
    assertThat(log()).contains("update", "error-rate > 2%");
  }

  @Test
  void anEnvironmentThatIsNotAsItMustIsNotPlannedFor() {
    portal.stage().variables().put("JWT_SECRET", "short");
    portal.stage().variables().put("CORS_ORIGIN", "https://elsewhere.example");
    assertThat(portal.people().plan("reminders", RUNBOOK)).isEqualTo(Exit.REFUSED.code());
    assertThat(portal.toString()).contains("must have 32", "not the same as PORTAL_ORIGIN");
  }

  private void serve(String commit) throws IOException, InterruptedException {
    assertThat(portal.serves("BFF_PORT")).isEqualTo(commit);
    assertThat(portal.serves("WEB_PORT")).isEqualTo(commit);
  }

  private Trip file(String step, String path, String text) {
    return Trip.file(portal, step, path, text);
  }

  private void ask(String sql) {
    try {
      portal.ask(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Trip data(String step, String breaks, String mends) {
    return Trip.around(step, () -> portal.ask(breaks), () -> portal.ask(mends));
  }

  private String note(String release) throws IOException {
    return only("docs/releases", release);
  }

  private String log() throws IOException {
    return Files.readString(portal.stage().folder().resolve("docs/runbooks/rollback-log.md"));
  }

  private String only(String folderName, String word) throws IOException {
    try (Stream<Path> files = Files.list(portal.stage().folder().resolve(folderName))) {
      Path file = files.filter(each -> each.toString().contains(word)).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
