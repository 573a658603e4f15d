package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release that is signed: from its plan to the bundle that a stranger verifies.
class ReleaseSignTest {
  private static final String RUNBOOK =
      """
      runbook: Signed
      classes:
        routine: { approve: [engineering], sign: true }
      steps:
        - approve:
        - sql: { query: select 1, changes: nothing }
        - notes: docs/releases
      """;

  @TempDir Path folder;

  private TestCli.Outcome as(String person, String... words) {
    return with(Map.of("TOWPATH_PERSON", person, "TOWPATH_PASSWORD", password(person)), words);
  }

  private TestCli.Outcome with(Map<String, String> said, String... words) {
    Map<String, String> all = new TreeMap<>(said);
    all.put("HOME", "" + folder);
    all.put("XDG_STATE_HOME", "" + folder.resolve("state"));
    return new TestCli(folder, all).run(words);
  }

  private static String password(String person) {
    return "six green boats, " + person.charAt(0);
  }

  private static String[] plan(String name) {
    return new String[] {"release", "plan", "runbook.yaml", "-e", "embedded", "--name", name};
  }

  /// Three people; the second holds the role.
  private void enrol() {
    done("ann", "person", "enrol", "ann", "--name", "Ann Gray");
    done("ben", "person", "enrol", "ben", "--name", "Ben Hall");
    done("ann", "person", "confirm", "ben", "--identity", "passport");
    done("cem", "person", "enrol", "cem", "--name", "Cem Iyi");
    done("ann", "person", "confirm", "cem", "--identity", "passport");
    done("ben", "person", "confirm", "cem", "--identity", "staff list");
    done("ann", "role", "grant", "engineering", "ben");
  }

  private String done(String person, String... words) {
    TestCli.Outcome outcome = as(person, words);
    assertThat(outcome.exit()).as(String.join(" ", words) + "\n" + outcome.err()).isZero();
    return outcome.out();
  }

  private void makeProject(String control) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(
        folder.resolve("towpath.yaml"),
        "layout: plain\nmigrations: migrations\nroles: [engineering]\n" + control);
    Files.writeString(folder.resolve("runbook.yaml"), RUNBOOK);
  }

  @Test
  void aSignatureStandsInEveryFormOfTheRecord() throws Exception {
    makeProject("control: local\n");
    assertThat(as("ann", plan("r-1")).err())
        .contains("error[plan-needs-signature]", "nobody is enrolled yet");
    enrol();
    assertThat(done("ann", plan("r-1")))
        .containsPattern("author +Ann Gray \\(ann\\), authorship, 20..-..-..T..:..:..Z, signed");
    assertThat(
            done(
                "ben", "release", "approve", "r-1", "--role", "engineering", "--meaning", "review"))
        .containsPattern("engineering +Ben Hall \\(ben\\) +review +20..-..-..T..:..:..Z +signed");
    assertThat(done("ann", "release", "status", "r-1", "--output", "json"))
        .contains("\"name\": \"Ann Gray\"", "\"meaning\": \"authorship\"")
        .contains("\"name\": \"Ben Hall\"", "\"meaning\": \"review\"", "\"signature\": \"");
    assertThat(done("ann", "release", "status", "r-1")).contains("author", "(ann), authorship, 20");
    done("ann", "release", "start", "r-1");
    try (InputStream in = Files.newInputStream(folder.resolve("docs/releases/" + note()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .containsPattern(
              "\\| author \\| Ann Gray \\(ann\\) \\| authorship \\| .* \\| [0-9a-f]{128}")
          .containsPattern(
              "\\| engineering \\| Ben Hall \\(ben\\) \\| review \\| .* \\| [0-9a-f]{128}");
    }
    done("ann", "ledger", "export", "--release", "r-1", "-o", "r-1.zip");
    assertThat(verify("r-1.zip"))
        .contains("signed      Ann Gray (ann), authorship, 20")
        .contains("signed      Ben Hall (ben), review as engineering", "\nverified");
    try (ZipFile zip = new ZipFile(folder.resolve("r-1.zip").toFile())) {
      String page =
          new String(
              zip.getInputStream(zip.getEntry("index.html")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(page)
          .contains("signed by<td>Ann Gray (ann), 20", "authorship\n")
          .contains("signed by<td>Ben Hall (ben), 20", "review as engineering");
    }
  }

  @Test
  void nobodyPlansInTheNameOfAnother() throws Exception {
    makeProject("control: local\n");
    enrol();
    Map<String, String> lie = Map.of("TOWPATH_PERSON", "ben", "TOWPATH_PASSWORD", password("ann"));
    assertRefused("sign-in-refused", with(lie, plan("r-1")));
    assertRefused("person-unknown", as("dan", plan("r-1")));
    assertRefused("person-not-said", with(Map.of(), plan("r-1")));
    assertRefused("password-not-given", with(Map.of("TOWPATH_PERSON", "ann"), plan("r-1")));
    assertRefused("release-unknown", as("ann", "release", "status", "r-1"));

    done("ben", "role", "grant", "engineering", "ann");
    done("ann", plan("r-1"));
    String[] approve = {"release", "approve", "r-1", "--role", "engineering"};
    assertRefused("approval-own", as("ann", approve));
    assertRefused("sign-in-refused", with(lie, approve));

    done("ann", "person", "retire", "cem", "--reason", "new job");
    assertRefused("person-left", as("cem", plan("r-2")));
    for (int tries = 0; tries < 3; tries++) {
      with(lie, plan("r-2"));
    }
    assertRefused("person-locked", as("ben", plan("r-2")));
  }

  private static void assertRefused(String code, TestCli.Outcome outcome) {
    assertThat(outcome.err()).contains("error[" + code + "]");
  }

  @Test
  void aClassThatDoesNotSignAsksForNothing() throws IOException {
    makeProject("control: local\n");
    enrol();
    Files.writeString(folder.resolve("runbook.yaml"), RUNBOOK.replace(", sign: true", ""));
    TestCli.Outcome planned = with(Map.of("TOWPATH_PERSON", "zoe"), plan("r-1"));
    assertThat(planned.exit()).as(planned.err()).isZero();
    assertThat(planned.out())
        .containsPattern("author +zoe, authorship, 20.*Z, a claim, not signed");
  }

  private String note() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("docs/releases"))) {
      return files.findFirst().orElseThrow().getFileName().toString();
    }
  }

  /// What the bundle's own program says.
  private String verify(String zip) throws Exception {
    Path program = folder.resolve("VerifyBundle.java");
    try (ZipFile archive = new ZipFile(folder.resolve(zip).toFile());
        InputStream in = archive.getInputStream(archive.getEntry("VerifyBundle.java"))) {
      Files.write(program, in.readAllBytes());
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder("" + java, "" + program, "" + folder.resolve(zip))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }

  @Test
  void signaturesAreKeptWhereSomebodyHasChosenIt() throws IOException {
    makeProject("");
    TestCli.Outcome refused = as("ann", "release", "plan", "runbook.yaml", "-e", "embedded");
    assertThat(refused.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(refused.err()).contains("error[control-not-chosen]");
    Files.writeString(
        folder.resolve("towpath.yaml"),
        "layout: plain\nmigrations: migrations\nroles: [quality-lead]\ncontrol: local\n");
    assertThat(as("ann", "release", "plan", "runbook.yaml", "-e", "embedded").err())
        .contains("error[release-role-unknown]", "engineering");
  }

  @Test
  void aRunbookThatDoesNotWaitForItsApprovalsIsNotStartedBefore() throws IOException {
    makeProject("control: local\n");
    Files.writeString(
        folder.resolve("runbook.yaml"),
        RUNBOOK.replace(", sign: true", "").replace("  - approve:\n", ""));
    done("ann", "release", "plan", "runbook.yaml", "-e", "embedded", "--name", "r-1");
    TestCli.Outcome refused = as("ann", "release", "start", "r-1");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(refused.err()).contains("error[release-not-approved]", "approval of engineering");
    assertThat(as("ann", "release", "start", "r-1", "--detach").exit())
        .isEqualTo(Exit.REFUSED.code());
    done("ben", "release", "approve", "r-1", "--role", "engineering");
    assertThat(done("ann", "release", "start", "r-1")).contains("release done");
  }

  @Test
  void toWaitAfterTheFirstChangeIsTooLate() throws IOException {
    makeProject("control: local\n");
    Files.writeString(
        folder.resolve("runbook.yaml"),
        """
        runbook: Too late
        classes:
          routine: { approve: [engineering] }
        steps:
          - sql: { query: select 1, undo: select 2 }
          - approve:
        """);
    assertThat(done("ann", "release", "plan", "runbook.yaml", "-e", "embedded", "--name", "r-1"))
        .contains("approval-not-awaited");
    assertThat(as("ann", "release", "start", "r-1").err()).contains("error[release-not-approved]");
  }

  @Test
  void aClaimIsCalledOne() throws IOException {
    makeProject("control: local\n");
    Files.writeString(folder.resolve("runbook.yaml"), RUNBOOK.replace(", sign: true", ""));
    done("ann", "release", "plan", "runbook.yaml", "-e", "embedded", "--name", "r-1");
    assertThat(done("ben", "release", "approve", "r-1", "--role", "engineering"))
        .contains("a claim: nobody is enrolled", "This approval is a claim");
  }
}
