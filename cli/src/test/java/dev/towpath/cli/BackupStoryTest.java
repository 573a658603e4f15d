package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bundled example is backed up, proved, damaged, restored, and taken to points in time.
class BackupStoryTest {
  private static final Pattern ID = Pattern.compile("\\d{8}T\\d{6}Z-embedded-[0-9a-f]{4}");

  @TempDir private Path folder;
  private TestCli towpath;
  private String first;

  @BeforeEach
  void backUp() throws IOException {
    towpath = TestCli.ofExample(folder);
    done("apply");
    first = id(done("backup", "create"));
  }

  private String done(String... words) {
    TestCli.Outcome outcome = towpath.run(words);
    assertThat(outcome.exit()).as(String.join(" ", words) + outcome.err()).isZero();
    return outcome.out();
  }

  private static String id(String text) {
    Matcher id = ID.matcher(text);
    assertThat(id.find()).as(text).isTrue();
    return id.group();
  }

  @Test
  void itIsProvedAndDamageIsNoticed() throws IOException {
    assertThat(done("backup", "list")).contains("unproved");
    String query = "select count(*) from supabase_migrations.schema_migrations=8";
    assertThat(done("backup", "prove", "latest", "--query", query))
        .contains("proved: it was restored", "recovery time");
    assertThat(done("backup", "list")).contains("restored in").doesNotContain("unproved");
    Path control = folder.resolve("backups").resolve(first).resolve("base/PG_VERSION");
    Files.writeString(control, "81\n");
    TestCli.Outcome damaged = towpath.run("backup", "prove", first);
    assertThat(damaged.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(damaged.out()).contains("error[backup-not-as-made]", "base/PG_VERSION was changed");
    assertThat(done("backup", "list")).contains("failed");
    TestCli.Outcome refused = towpath.run("backup", "restore", first, "--into", "restored");
    assertThat(refused.err()).contains("error[backup-not-as-made]");
    assertThat(folder.resolve("restored")).doesNotExist();
  }

  @Test
  void itGoesBackToAPointAndForwardAgain() throws IOException {
    done("backup", "point", "before-undo");
    done("undo", "--to", "0", "--accept-data-loss");
    Instant after = Instant.now();
    assertThat(done("status")).contains("8 pending");
    TestCli.Outcome asked =
        towpath.run("backup", "restore", first, "--to-name", "before-undo", "--switch");
    assertThat(asked.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(asked.err()).contains("error[restore-not-confirmed]", "--yes embedded");
    String restored =
        done(
            "backup",
            "restore",
            first,
            "--to-name",
            "before-undo",
            "--switch",
            "--yes",
            "embedded");
    assertThat(restored)
        .contains("recovery stopping at restore point \"before-undo\"")
        .containsPattern("timeline +2");
    assertThat(done("status")).contains("8 applied");
    assertThat(done("verify")).contains("agree");
    // What was undone is on the timeline that was left; from there it can still be had.
    TestCli.Outcome elsewhere =
        towpath.run("backup", "restore", "latest", "--to-time", after + "", "--into", "newest");
    assertThat(elsewhere.exit()).as(elsewhere.err()).isZero();
    assertThat(elsewhere.err()).contains("backup: " + first + ", finished ");
    assertThat(elsewhere.out()).contains("recovery stopping before commit");
    done("backup", "create");
    String again =
        done("backup", "restore", "latest", "--switch", "--yes", "embedded", "--without-backup");
    assertThat(again).containsPattern("timeline +3");
    assertThat(done("status")).contains("8 applied");
    try (Stream<Path> left = Files.walk(folder.resolve(".towpath"), 2)) {
      assertThat(left).noneMatch(path -> path.toString().contains("restor"));
    }
  }

  @Test
  void whatTheLogDoesNotLeadToIsSaidBeforehand() {
    TestCli.Outcome unknown =
        towpath.run("backup", "restore", first, "--to-name", "never", "--into", "restored");
    assertThat(unknown.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(unknown.err()).contains("error[recovery-not-covered]", "The log that is kept ends");
    TestCli.Outcome early =
        towpath.run(
            "backup", "restore", first, "--to-time", "2020-01-01T00:00:00Z", "--into", "restored");
    assertThat(early.err()).contains("error[recovery-not-covered]", "before the end of the backup");
    TestCli.Outcome none =
        towpath.run("backup", "restore", "latest", "--to-lsn", "0/1", "--into", "restored");
    assertThat(none.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(none.err()).contains("error[recovery-not-covered]", "No backup leads to 0/1", first);
    TestCli.Outcome late =
        towpath.run("backup", "restore", first, "--to-lsn", "FFFF/0", "--into", "restored");
    assertThat(late.err()).contains("error[recovery-not-covered]");
    assertThat(towpath.run("backup", "restore", first, "--to-time", "noon").exit())
        .isEqualTo(Exit.USAGE.code());
    assertThat(folder.resolve("restored")).doesNotExist();
  }
}
