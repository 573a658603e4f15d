package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release of the bundled example goes wrong, and is rolled back by each way that there is. The
/// embedded server; for the dump PostgreSQL's client programs, as `.ci/run` installs them.
class RollbackStoryTest {
  private static final int NEWEST = 18;
  private static final int MAJOR_OF_CLIENTS = 15;

  @TempDir private Path folder;

  @Test
  void byDownScriptsEveryRowStaysAndToTheInstantOfTheCommitThoseBefore() throws IOException {
    Portal portal = Portal.make(folder, NEWEST);
    portal.done("backup", "create");
    portal.customer("ann");
    portal.releaseWithDownScript();
    portal.customer("bob");
    assertThat(portal.done("rollback", "plan"))
        .containsPattern("down scripts +chosen")
        .containsPattern("point in time \\S+ +open +not measured +1\n")
        .containsPattern("physical backup \\S+ +open +not measured +2\n")
        .containsPattern("It leads to the moment before transaction \\d+ ended");
    assertThat(portal.rollBack("--accept-data-loss"))
        .contains("The schema is the one that the files make up to " + Portal.GOOD)
        .containsPattern("The content of \\d+ tables is that of backup")
        .containsPattern("Content not compared, as written to since: public.customers");
    portal.isGoodWith("ann bob");

    portal.releaseWithDownScript();
    portal.customer("cid");
    assertThat(portal.done("rollback", "plan", "--by", "point-in-time"))
        .containsPattern("point in time \\S+ +chosen +not measured +1\n")
        .contains("--by point-in-time --accept-data-loss --yes embedded");
    portal.rollBack("--by", "point-in-time", "--accept-data-loss");
    portal.isGoodWith("ann bob");
  }

  @Test
  void byACopyOfTheFilesOrThePointInTimeWhatCameAfterItIsLost() throws IOException {
    Portal portal = Portal.make(folder, NEWEST);
    portal.done("backup", "create");
    portal.done("backup", "prove", "latest");
    portal.customer("ann");
    portal.failRelease();
    portal.customer("bob");
    String plan = portal.done("rollback", "plan");
    assertThat(plan)
        .contains("Half applied: 20260302120000 reward_customers", "physical backup")
        .containsPattern("point in time \\S+ +open +about .* not known")
        .containsPattern("physical backup \\S+ +chosen +\\d.* 2\n")
        .containsPattern("down scripts +closed")
        .contains("forward fix")
        .containsPattern("point of no return +20260302120000 reward_customers: .*only a backup");

    TestCli.Outcome refused = portal.towpath().run("rollback", "run", "--yes", "embedded");
    assertThat(refused.err()).contains("error[plan-blocked]", "public.customers (2 written");
    String accept = "--accept-data-loss";
    assertThat(portal.rollBack("--by", "point-in-time", accept))
        .contains("recovery stopping before commit", "what was there is");
    portal.isGoodWith("ann");

    portal.failRelease();
    assertThat(portal.rollBack("--by", "physical-backup", accept)).contains("what was there is");
    portal.isGoodWith("none");
  }

  @Test
  void byADumpWhatCameAfterItIsLost() throws IOException {
    Portal portal = Portal.make(folder, MAJOR_OF_CLIENTS);
    portal.done("backup", "create", "--logical");
    portal.customer("ann");
    portal.failRelease();
    assertThat(portal.rollBack("--by", "logical-backup", "--accept-data-loss"))
        .contains("what was there is postgres_before_");
    portal.isGoodWith("none");
    String json = portal.done("rollback", "plan", "--to", Portal.GOOD, "--output", "json");
    assertThat(json).contains("\"steps\": []", "\"chosen\": null");
  }

  @Test
  void aWayThatIsNoneIsRefusedAndSaysWhy() throws IOException {
    Portal portal = Portal.make(folder, NEWEST);
    portal.failRelease();
    for (String by : List.of("down-scripts", "logical-backup", "point-in-time")) {
      TestCli.Outcome refused =
          portal.towpath().run("rollback", "run", "--by", by, "--yes", "embedded");
      assertThat(refused.err()).contains("error[rollback-way-closed]");
      assertThat(refused.exit()).isEqualTo(Exit.REFUSED.code());
    }
    assertThat(portal.towpath().run("rollback", "run", "--yes", "embedded").err())
        .contains("error[rollback-impossible]", "has no down script", "half applied");
    assertThat(portal.done("thaw")).contains("not frozen");
  }

  @Test
  void whileOneIsOpenNothingElseChangesTheMigrations() throws IOException {
    Portal portal = Portal.make(folder, NEWEST);
    portal.done("backup", "create");
    portal.failRelease();
    String backup = portal.done("backup", "list", "--output", "json");
    Path base = folder.resolve("backups").resolve(id(backup)).resolve("base/PG_VERSION");
    Files.move(base, base.resolveSibling("away"));
    TestCli.Outcome stopped =
        portal.towpath().run("rollback", "run", "--yes", "embedded", "--by", "physical-backup");
    assertThat(stopped.exit()).isEqualTo(Exit.STOPPED.code());
    assertThat(stopped.err()).contains("PG_VERSION is missing", "The database stays frozen");

    assertThat(portal.done("status")).contains("being rolled back to " + Portal.GOOD);
    for (String change : List.of("apply", "undo")) {
      TestCli.Outcome refused =
          portal
              .towpath()
              .run(
                  change.equals("apply")
                      ? new String[] {"apply", "--while-frozen"}
                      : new String[] {"undo", "--to", "0", "--while-frozen"});
      assertThat(refused.err()).contains("error[rollback-open]", "rollback run --abandon");
      assertThat(refused.exit()).isEqualTo(Exit.REFUSED.code());
    }
    TestCli.Outcome other =
        portal.towpath().run("rollback", "run", "--yes", "embedded", "--by", "point-in-time");
    assertThat(other.err()).contains("error[rollback-open]");
    Files.move(base.resolveSibling("away"), base);
    portal.rollBack();
    portal.isGoodWith("none");
    assertThat(portal.done("status")).doesNotContain("rolled back");
  }

  private static String id(String text) {
    int at = text.indexOf("-embedded-");
    return text.substring(at - 16, at + 14);
  }
}
