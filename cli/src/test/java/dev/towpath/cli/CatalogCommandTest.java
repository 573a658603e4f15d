package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `towpath catalog` on a copy of the bundled example.
class CatalogCommandTest {
  private static final String MIGRATIONS = "supabase/migrations";

  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void copy() throws IOException {
    towpath = TestCli.ofExample(folder);
  }

  @Test
  void theDatabaseAndTheMigrationsThatMadeItAreTheSameBytes() throws IOException {
    assertThat(towpath.run("apply", "-e", "embedded").exit()).isZero();
    TestCli.Outcome database = towpath.run("catalog", "snapshot", "-e", "embedded");
    TestCli.Outcome migrations = towpath.run("catalog", "snapshot", "--from", MIGRATIONS);
    assertThat(database.exit()).as(database.err()).isZero();
    assertThat(database.out()).startsWith("towpath catalog 1\n").isEqualTo(migrations.out());
    assertThat(towpath.run("catalog", "snapshot", "--to", "all.catalog").out())
        .isEqualTo("all.catalog written from embedded\n");
    assertThat(folder.resolve("all.catalog")).content().isEqualTo(database.out());
    assertThat(towpath.run("catalog", "snapshot", "--from", "all.catalog").out())
        .isEqualTo(database.out());
  }

  @Test
  void aSnapshotThatIsStaleIsAFinding() throws IOException {
    String[] check = {
      "catalog", "snapshot", "--from", MIGRATIONS, "--to", "all.catalog", "--check"
    };
    TestCli.Outcome never = towpath.run(check);
    assertThat(never.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(never.out()).contains("error[file-stale]: all.catalog was never written.");
    towpath.run("catalog", "snapshot", "--from", MIGRATIONS, "--to", "all.catalog");
    assertThat(towpath.run(check).exit()).isZero();
    Path file = folder.resolve("all.catalog");
    Files.writeString(file, Files.readString(file).replace("  type: uuid\n", "  type: text\n"));
    assertThat(towpath.run(check).out())
        .contains("is \"type: text\", and would be \"type: uuid\"")
        .contains("towpath catalog snapshot --from " + MIGRATIONS + " --to all.catalog\n")
        .contains("next: towpath catalog diff all.catalog " + MIGRATIONS + "\n");
    String[] less = {
      "catalog", "snapshot", "--to", "all.catalog", "--check", "--without", "owners", "--any-major"
    };
    assertThat(towpath.run(less).out())
        .contains("towpath catalog snapshot --without owners --any-major --to all.catalog\n");
  }

  @Test
  void facetsCanBeLeftOutAndAnotherMajorIsTheSame() {
    String whole = towpath.run("catalog", "snapshot", "--from", MIGRATIONS).out();
    assertThat(whole).contains("\nmajor 18\n", "\n  owner: ", "\n  grant ");
    TestCli.Outcome less =
        towpath.run(
            "catalog",
            "snapshot",
            "--from",
            MIGRATIONS,
            "--without",
            "owners,grants",
            "--any-major");
    assertThat(less.out())
        .contains("\nmajor any\n")
        .doesNotContain("\n  owner: ", "\n  grant ", "with owners");
    assertThat(towpath.run("catalog", "snapshot", "--without", "colours").err())
        .contains("'colours' is none of owners, grants, extension-versions");
  }

  @Test
  void aWordThatNamesNothingOrTwoThingsIsRefused() throws IOException {
    TestCli.Outcome nothing = towpath.run("catalog", "snapshot", "--from", "nowhere");
    assertThat(nothing.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(nothing.err()).contains("error[source-unknown]", "no environment (embedded");
    Files.writeString(
        folder.resolve("towpath.yaml"), "environments:\n  supabase:\n    database: embedded\n");
    assertThat(towpath.run("catalog", "snapshot", "--from", "supabase").err())
        .contains("error[source-ambiguous]", "./supabase");
    assertThat(towpath.run("catalog", "snapshot", "--check").err()).contains("--check --to FILE");
    assertThat(towpath.run("catalog", "snapshot", "-e", "x", "--from", "y").err())
        .contains("Only one of -e and --from");
  }
}
