package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `towpath catalog diff` on snapshot files; the other sources are tried by CatalogCommandTest.
class CatalogDiffTest {
  private static final String BEFORE =
      """
      towpath catalog 1
      major 17
      with owners
      with grants

      table boat in public
        owner: quay
        row security: enabled

      column id of boat in public
        type: bigint

      column note of boat in public
        type: text

      function due() in public
        body:
          | select 1
          |   from boat
        owner: quay
      """;

  private static final String AFTER =
      """
      towpath catalog 1
      major 17
      with owners
      with grants

      table boat in public
        owner: harbour
        grant deckhand: SELECT

      column id of boat in public
        type: bigint

      index "boat
      x|`<b>" of boat in public
        definition: CREATE INDEX

      table raft in public
        column order: id

      column id of raft in public
        type: bigint

      function due() in public
        body:
          | select 2
          |   from boat
        owner: quay
      """
          .replace("boat\nx|", "boat\\nx|");

  private static final String ENTRIES =
      """
      - object: table public.boat
        difference: changed
        properties: [owner, "grant *"]
        reason: Another team runs it there.
        owner: harbour
      - object: "index boat\\nx|`<b> of public.boat"
        difference: added
        reason: It is tried out.
        owner: quay
        until: 9999-12-31
      """;

  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("a.catalog"), BEFORE);
    Files.writeString(folder.resolve("b.catalog"), AFTER);
    towpath = new TestCli(folder);
  }

  private TestCli.Outcome diff(String... options) {
    String[] words = new String[options.length + 4];
    System.arraycopy(new String[] {"catalog", "diff", "a.catalog", "b.catalog"}, 0, words, 0, 4);
    System.arraycopy(options, 0, words, 4, options.length);
    return towpath.run(words);
  }

  @Test
  void differencesAreSaidByClassDownToTheProperty() {
    TestCli.Outcome all = diff();
    assertThat(all.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(all.out())
        .contains(
            """
            loosens security: 1

                ~ table public.boat
                    grant deckhand: (none) -> SELECT
                    owner: quay -> harbour
                    row security: enabled -> (none)

            destructive: 1

                - column note of public.boat
                    type: text

            other: 1

                ~ function public.due()
                    body:
                -     select 1
                +     select 2
                        from boat
            """,
            """
            additive: 2

                + index boat\\nx|`<b> of public.boat
                    definition: CREATE INDEX
                + table public.raft
                    column order: id
            """,
            "5 differences (1 loosens security, 1 destructive, 1 other, 2 additive)\n");
    TestCli.Outcome same = towpath.run("catalog", "diff", "a.catalog", "a.catalog");
    assertThat(same.exit()).as(same.out()).isZero();
    assertThat(same.out()).endsWith("\nno difference\n");
  }

  @Test
  void whatIsExpectedIsSetApartAndTheRestFails() throws IOException {
    Files.writeString(folder.resolve("catalog-expected.yaml"), ENTRIES);
    TestCli.Outcome some = diff();
    assertThat(some.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(some.out())
        .contains("loosens security: 1\n", "row security: enabled -> (none)", "It is tried out.")
        .contains("4 differences (1 loosens security, 1 destructive, 1 other, 1 additive)")
        .contains("; 2 expected\n")
        .doesNotContain("owner: quay -> harbour", "+ index boat\\nx|`<b> of public.boat\n");
    assertThat(diff("--all").out()).contains("owner: quay -> harbour");
    Files.writeString(
        folder.resolve("b.catalog"),
        BEFORE.replace("boat in public\n  owner: quay", "boat in public\n  owner: harbour"));
    TestCli.Outcome unused = diff();
    assertThat(unused.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(unused.out()).contains("error[expected-unused]", "catalog-expected.yaml:6:3");
    Files.writeString(
        folder.resolve("other.yaml"), ENTRIES.substring(0, ENTRIES.indexOf("- object: \"index")));
    TestCli.Outcome fine = diff("--expected", "other.yaml");
    assertThat(fine.exit()).as(fine.out()).isZero();
    assertThat(fine.out()).endsWith("no unexpected difference; 1 expected\n");
  }

  @Test
  void aFileThatIsNotInOrderIsNamedAtItsLines() throws IOException {
    Files.writeString(folder.resolve("catalog-expected.yaml"), "- object: boat\n");
    TestCli.Outcome outcome = diff();
    assertThat(outcome.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(outcome.out()).contains("catalog-expected.yaml:1:11", "needs 'reason'");
    assertThat(diff("--expected", "nowhere.yaml").exit()).isEqualTo(Exit.USAGE.code());
    assertThat(diff("--expected", "x", "--all").err()).contains("Only one of --all");
    Files.delete(folder.resolve("catalog-expected.yaml"));
    assertThat(towpath.run("catalog", "diff", "a.catalog", "nowhere").err())
        .contains("error[source-unknown]");
    assertThat(towpath.run("catalog", "diff", "a.catalog").exit()).isEqualTo(Exit.USAGE.code());
  }

  @Test
  void programsAndPullRequestsReadTheSame() throws IOException {
    Files.writeString(folder.resolve("catalog-expected.yaml"), ENTRIES);
    JsonNode json = new JsonMapper().readTree(diff("--output", "json").out());
    assertThat(json.at("/from/source").asString()).isEqualTo("a.catalog");
    assertThat(json.at("/differences/0/class").asString()).isEqualTo("loosens-security");
    assertThat(json.at("/differences/0/object").asString()).isEqualTo("table public.boat");
    assertThat(json.at("/differences/0/properties/0/name").asString()).isEqualTo("row security");
    assertThat(json.at("/expected/1/owner").asString()).isEqualTo("quay");
    assertThat(json.at("/expected/1/until").asString()).isEqualTo("9999-12-31");
    assertThat(json.at("/counts/destructive").asInt()).isOne();
    assertThat(json.at("/notCompared/0").asString()).isEqualTo("extension-versions");
    assertThat(diff("--output", "markdown").out())
        .contains("```diff\n~ table public.boat\n    row security: enabled -> (none)\n```")
        .contains("| + index boat\\\\nx\\|\\`&lt;b>");
    assertThat(diff("--output", "github").out()).contains("::error", "4 differences");
  }

  @Test
  void whatCouldNotBeSeenIsSaidAndNotMissing() throws IOException {
    String blind = BEFORE.substring(0, BEFORE.indexOf("function due()"));
    Files.writeString(
        folder.resolve("b.catalog"),
        blind.replace("with grants\n", "unseen function: \"permission denied\"\n"));
    TestCli.Outcome outcome = diff("--without", "owners");
    assertThat(outcome.exit()).as(outcome.out()).isZero();
    assertThat(outcome.out())
        .contains("not compared  owners, grants, extension-versions")
        .contains("warning[catalog-unseen]", "function could not be read in", "permission denied")
        .endsWith("no difference\n");
  }
}
